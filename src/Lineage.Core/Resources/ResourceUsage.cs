using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Resources;

/// <summary>Who would miss a resource: what lives within it, what depends on it, and the aliases that point to it.</summary>
internal sealed class ResourceUsage
{
    private const int Examples = 10;
    private const int PageSize = 200;

    private readonly List<string> _users = [];
    private Node? _collection;
    private bool _hasAliases;

    private ResourceUsage()
    {
    }

    public bool IsUsed => _users.Count > 0;

    public string Summary => string.Join(", ", _users.Take(Examples)) + (_users.Count > Examples ? ", …" : string.Empty);

    public static async Task<ResourceUsage> OfAsync(ILineageStore store, Node node, CancellationToken cancellationToken)
    {
        var usage = new ResourceUsage();
        await usage.FindContentsAsync(store, node.Name, cancellationToken);
        await usage.FindDependentsAsync(store, node.Name, cancellationToken);
        await usage.FindAliasesAsync(store, node.Name, cancellationToken);
        return usage;
    }

    /// <exception cref="LineageException"><see cref="ErrorReason.ResourceInUse"/>, or the resource is the default project.</exception>
    public void ThrowUnlessDeletable(Node node, bool force)
    {
        if (node.Name.Equals(ResourceRegistry.DefaultProject))
        {
            throw LineageException.About(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, node.Name.Value, $"{node.Name} always exists");
        }

        if (IsUsed && !force)
        {
            throw LineageException.InUse(node.Name.Value, Summary);
        }
    }

    /// <summary>The collection without the aliases that point to the deleted version.</summary>
    public IEnumerable<NodeWrite> WithoutAliases()
    {
        if (_hasAliases && _collection is { Content: CollectionContent content } collection)
        {
            var kept = content.Aliases.Where(a => !_users.Contains(AliasText(collection.Name, a.Key))).ToDictionary();
            yield return NodeWrite.Replace(collection.Name, content with { Aliases = new SortedDictionary<string, string>(kept, StringComparer.Ordinal) }, collection.Etag);
        }
    }

    /// <summary>The collection in which no alias pointed to the version: one that is set meanwhile changes it.</summary>
    public IReadOnlyList<NodeState> Unchanged => _collection is null || _hasAliases ? [] : [new NodeState(_collection.Name, _collection.Etag)];

    private static string AliasText(ResourceName collection, string alias) => $"{collection}/versions/@{alias}";

    private async Task FindContentsAsync(ILineageStore store, ResourceName name, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<NodeKind>().Where(k => IsWithin(k, name.Kind)))
        {
            var page = await store.ListAsync(new NodeQuery { Kind = kind, Within = name, PageSize = Examples + 1 }, cancellationToken);
            _users.AddRange(page.Nodes.Select(n => n.Name.Value));
        }
    }

    /// <summary>Certificates do not keep what they are about alive.</summary>
    private static bool IsWithin(NodeKind kind, NodeKind parent) =>
        kind != NodeKind.Certificate && ResourceName.Pattern(kind).StartsWith(ResourceName.Pattern(parent) + "/", StringComparison.Ordinal);

    private async Task FindDependentsAsync(ILineageStore store, ResourceName name, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var query = new EdgeQuery { Node = name, Direction = TraceDirection.Downstream, PageSize = PageSize, After = after };
            var page = await store.ListEdgesAsync(query, cancellationToken);
            var nodes = await store.FindManyAsync([.. page.Edges.Select(e => e.From)], cancellationToken);
            _users.AddRange(nodes.OfType<Node>().Where(n => !n.IsTombstone).Select(n => n.Name.Value).Except(_users));
            after = page.Next;
        }
        while (after is not null && _users.Count <= Examples);
    }

    private async Task FindAliasesAsync(ILineageStore store, ResourceName name, CancellationToken cancellationToken)
    {
        if (name.Kind is not (NodeKind.FeatureSetVersion or NodeKind.DatasetVersion or NodeKind.ModelVersion)
            || await store.FindAsync(name.Parent!, cancellationToken) is not { IsTombstone: false, Content: CollectionContent content } collection)
        {
            return;
        }

        var aliases = content.Aliases.Where(a => a.Value == name.Id).Select(a => AliasText(collection.Name, a.Key)).ToList();
        _users.AddRange(aliases);
        _hasAliases = aliases.Count > 0;
        _collection = collection;
    }
}
