using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Where a trace begins and where it stops.</summary>
public sealed record TraceQuery
{
    /// <summary>The nodes to begin with; at least one.</summary>
    public required IReadOnlyList<ResourceName> Roots { get; init; }

    /// <summary>Which way to walk.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The greatest number of edges between a root and a node; 0 reports the roots alone.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>The greatest number of nodes reported, roots included; at least 1.</summary>
    public required int NodeBudget { get; init; }

    /// <summary>The kinds of edge followed; null for all.</summary>
    public IReadOnlySet<EdgeKind>? EdgeKinds { get; init; }

    /// <summary>
    /// The graph as it was at that time: nodes and edges of later commits do not exist, edges closed later are open. Null for now: closed edges are not followed.
    /// A node's content is as it is now; versions are immutable, so only aliases, tags, states and descriptions can differ.
    /// </summary>
    public CommitTime? AsOf { get; init; }
}
