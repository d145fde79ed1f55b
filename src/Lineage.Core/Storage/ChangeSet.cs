using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Everything that one request changes; committed as a whole or not at all.</summary>
public sealed record ChangeSet
{
    /// <summary>Nodes written, each name at most once.</summary>
    public IReadOnlyList<NodeWrite> Nodes { get; init; } = [];

    /// <summary>
    /// Edges opened. Both ends must live when the commit is applied, this commit's own nodes included. Opening an edge that is open already (same ends and kind) changes nothing.
    /// </summary>
    public IReadOnlyList<EdgeOpening> OpenedEdges { get; init; } = [];

    /// <summary>Edges closed, before the openings are applied. Closing an edge that is not open changes nothing.</summary>
    public IReadOnlyList<EdgeKey> ClosedEdges { get; init; } = [];

    /// <summary>Nodes that must live when the commit is applied, though it does not write them: parents, projects.</summary>
    public IReadOnlyList<ResourceName> Required { get; init; } = [];

    /// <summary>Nodes that must live and have this etag when the commit is applied, though it does not write them: what the decision rests on.</summary>
    public IReadOnlyList<NodeState> Unchanged { get; init; } = [];

    /// <summary>
    /// Nodes that nobody may miss when the commit is applied: no living node lies within them, certificates aside, and no edge that is open comes to them from a living node.
    /// </summary>
    public IReadOnlyList<ResourceName> Unused { get; init; } = [];

    /// <summary>Metric points appended; each run must live when the commit is applied.</summary>
    public IReadOnlyList<MetricAppend> Metrics { get; init; } = [];

    /// <summary>Entries for the audit log, numbered and chained by the store.</summary>
    public IReadOnlyList<AuditRecord> Audit { get; init; } = [];

    /// <summary>Makes a retry of the same request harmless; null when the caller gave no request id.</summary>
    public IdempotencyKey? Idempotency { get; init; }
}
