using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Tests.Consistency;

/// <summary>Counts the reads of nodes.</summary>
internal sealed class CountingStore(INodeStore inner) : INodeStore
{
    public List<ResourceName> Read { get; } = [];

    public ValueTask<Node?> FindAsync(ResourceName name, CancellationToken cancellationToken)
    {
        Read.Add(name);
        return inner.FindAsync(name, cancellationToken);
    }

    public ValueTask<IReadOnlyList<Node?>> FindManyAsync(IReadOnlyList<ResourceName> names, CancellationToken cancellationToken)
    {
        Read.AddRange(names);
        return inner.FindManyAsync(names, cancellationToken);
    }

    public ValueTask<NodePage> ListAsync(NodeQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("No check lists.");
}
