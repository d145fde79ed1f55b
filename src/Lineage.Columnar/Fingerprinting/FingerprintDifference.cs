namespace Lineage.Columnar.Fingerprinting;

/// <summary>What changed between two tables. All lists hold column names in UTF-8 order; they are empty if a fingerprint came without columns.</summary>
public sealed record FingerprintDifference
{
    public required FingerprintVerdict Verdict { get; init; }

    public IReadOnlyList<string> AddedColumns { get; init; } = [];

    public IReadOnlyList<string> RemovedColumns { get; init; } = [];

    /// <summary>Columns of another logical type.</summary>
    public IReadOnlyList<string> RetypedColumns { get; init; } = [];

    /// <summary>Columns that allow nulls in one schema only; this alone makes no difference of content or schema.</summary>
    public IReadOnlyList<string> NullabilityChanges { get; init; } = [];

    /// <summary>Columns of the same type with other values.</summary>
    public IReadOnlyList<string> ChangedColumns { get; init; } = [];

    public required long RowsBefore { get; init; }

    public required long RowsAfter { get; init; }

    /// <summary>The ranges of event time in which rows differ, by time. Null where nothing can be said: another schema, or not both have time buckets by one column.</summary>
    public IReadOnlyList<TimeRangeDifference>? TimeRanges { get; init; }

    /// <summary>The entity buckets in which rows differ, by number. Null where nothing can be said: another schema, or not both have entity buckets by the same columns.</summary>
    public IReadOnlyList<EntityBucketDifference>? EntityBuckets { get; init; }

    /// <summary>The cut-offs that both have and that show different rows.</summary>
    public IReadOnlyList<CutOffDifference> ChangedCutOffs { get; init; } = [];

    /// <summary>
    /// Every column holds the same values as often as before, yet the rows differ: values moved between rows, or the rows of an ordered fingerprint
    /// stand in another order.
    /// </summary>
    public bool RowsRecombined { get; init; }
}
