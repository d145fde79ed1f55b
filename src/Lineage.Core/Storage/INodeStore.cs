using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Point reads and listings of nodes.</summary>
public interface INodeStore
{
    /// <summary>The node of that name, also when it is a tombstone; null when there never was one.</summary>
    ValueTask<Node?> FindAsync(ResourceName name, CancellationToken cancellationToken);

    /// <summary>The nodes of these names in the same order, null where there never was one. One round trip whatever the count.</summary>
    ValueTask<IReadOnlyList<Node?>> FindManyAsync(IReadOnlyList<ResourceName> names, CancellationToken cancellationToken);

    /// <summary>
    /// One page of the nodes of a kind. Paging is by key, not by offset: a node that exists during the whole listing appears
    /// exactly once, whatever is written meanwhile (a node whose order key changes meanwhile, under <see cref="NodeOrder.UpdateTime"/>, may appear twice).
    /// </summary>
    ValueTask<NodePage> ListAsync(NodeQuery query, CancellationToken cancellationToken);
}
