namespace Lineage.Columnar.PointInTime;

/// <summary>The audit of one feature.</summary>
public sealed record FeatureAudit
{
    /// <summary>The column of the table.</summary>
    public required string Feature { get; init; }

    /// <summary>The name of its history.</summary>
    public required string Source { get; init; }

    /// <summary>One count for each row of the table.</summary>
    public required VerdictCounts Counts { get; init; }

    /// <summary>
    /// The span of the table's label times cut into at most 12 equal ranges, in order, empty ones included. Rows without a label time stand in none.
    /// </summary>
    public required IReadOnlyList<TimeRangeCounts> TimeRanges { get; init; }

    /// <summary>The first offending rows, in row order.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>The farthest look into the future, over all rows, in nanoseconds; null where there is none.</summary>
    public Int128? MaximumAheadNanoseconds { get; init; }
}
