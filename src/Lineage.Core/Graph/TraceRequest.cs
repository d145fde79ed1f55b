using Lineage.Columnar.Time;
using Lineage.Core.Storage;

namespace Lineage.Core.Graph;

/// <summary>A trace as a caller asks for it.</summary>
public sealed record TraceRequest
{
    /// <summary>The names to begin with; aliases are resolved.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>Which way to walk.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The greatest depth; null for <see cref="LineageTracer.DefaultDepth"/>.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>The greatest number of nodes; 0 for <see cref="LineageTracer.DefaultBudget"/>.</summary>
    public int NodeBudget { get; init; }

    /// <summary>The kinds of edge followed; empty for all.</summary>
    public IReadOnlySet<EdgeKind> EdgeKinds { get; init; } = new HashSet<EdgeKind>();

    /// <summary>The kinds of node reported; empty for all. The walk goes through the others.</summary>
    public IReadOnlySet<NodeKind> NodeKinds { get; init; } = new HashSet<NodeKind>();

    /// <summary>The graph as it was committed at that time; null for now.</summary>
    public Instant? AsOf { get; init; }
}
