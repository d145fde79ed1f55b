using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>One offending cell.</summary>
public sealed record AuditFinding
{
    /// <summary>The row in the table, from 0.</summary>
    public required long Row { get; init; }

    /// <summary>The entity's keys, printed, with a comma and a space between them; a null key prints as <c>null</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>The row's label time; null where it has none.</summary>
    public Instant? LabelTime { get; init; }

    /// <summary>What is wrong.</summary>
    public required CellVerdict Verdict { get; init; }

    /// <summary>The value found, printed; null for null.</summary>
    public string? Found { get; init; }

    /// <summary>The value that was visible, printed; null where none was, or where it was null.</summary>
    public string? Expected { get; init; }

    /// <summary>The event time of the history row that explains the value found.</summary>
    public Instant? FoundEventTime { get; init; }

    /// <summary>When that row became known, where the history says so.</summary>
    public Instant? FoundKnownAt { get; init; }

    /// <summary>The event time of the value that was visible; null where none was.</summary>
    public Instant? ExpectedEventTime { get; init; }

    /// <summary>
    /// In nanoseconds, never negative. For <see cref="CellVerdict.Future"/>: how long after the label time the value could first be known, 0 where the label
    /// time would have allowed it but the fixed knowledge time does not. For <see cref="CellVerdict.Stale"/> and <see cref="CellVerdict.Expired"/>: how old the value was at
    /// the label time. Null for the others.
    /// </summary>
    public Int128? DistanceNanoseconds { get; init; }
}
