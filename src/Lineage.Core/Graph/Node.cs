namespace Lineage.Core.Graph;

/// <summary>A node as the store holds it: a resource with its content and the facts of its commits.</summary>
public sealed record Node
{
    /// <summary>The resource name; unique for ever, also after deletion.</summary>
    public required ResourceName Name { get; init; }

    /// <summary>What the resource says of itself.</summary>
    public required NodeContent Content { get; init; }

    /// <summary>Opaque; changes with every write of this node and never returns to an earlier value.</summary>
    public required string Etag { get; init; }

    /// <summary>When the commit that made the node was accepted.</summary>
    public required CommitTime CreateTime { get; init; }

    /// <summary>When the last commit that wrote the node was accepted.</summary>
    public required CommitTime UpdateTime { get; init; }

    /// <summary>When the node became a tombstone; null while it lives.</summary>
    public CommitTime? DeleteTime { get; init; }

    /// <summary>The kind, which the name tells.</summary>
    public NodeKind Kind => Name.Kind;

    /// <summary>Whether the node was deleted.</summary>
    public bool IsTombstone => DeleteTime is not null;
}
