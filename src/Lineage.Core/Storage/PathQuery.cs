using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which path to look for.</summary>
public sealed record PathQuery
{
    /// <summary>Where the path begins.</summary>
    public required ResourceName From { get; init; }

    /// <summary>Where it ends.</summary>
    public required ResourceName To { get; init; }

    /// <summary>How edges may be walked.</summary>
    public required TraceDirection Direction { get; init; }

    /// <summary>The greatest number of edges.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>The greatest number of nodes visited.</summary>
    public required int NodeBudget { get; init; }

    /// <summary>The graph as it was at that time; null for now.</summary>
    public CommitTime? AsOf { get; init; }
}
