using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which edges at a node to list.</summary>
public sealed record EdgeQuery
{
    /// <summary>The node; a name that never was has no edges.</summary>
    public required ResourceName Node { get; init; }

    /// <summary><see cref="TraceDirection.Upstream"/> lists the edges from the node, <see cref="TraceDirection.Downstream"/> those to it.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The kinds wanted; null for all.</summary>
    public IReadOnlySet<EdgeKind>? Kinds { get; init; }

    /// <summary>Edges that held at that time; null for those open now.</summary>
    public CommitTime? AsOf { get; init; }

    /// <summary>The greatest number of edges returned; at least 1.</summary>
    public required int PageSize { get; init; }

    /// <summary><see cref="EdgePage.Next"/> of the page before; null for the first.</summary>
    public string? After { get; init; }
}
