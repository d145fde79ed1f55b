namespace Lineage.Columnar.PointInTime;

/// <summary>The result of an audit. It depends on the rows alone: neither the histories' row order nor any batch size changes it.</summary>
public sealed record AuditReport
{
    /// <summary>Whether every cell is correct and no feature repeats the label.</summary>
    public bool Passed => Counts.Offending == 0 && LabelInFeatures.Count == 0;

    /// <summary>Rows of the table.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows without a complete key. They join nothing: null is correct there, anything else is altered.</summary>
    public required long RowsWithNullKey { get; init; }

    /// <summary>Rows without a label time. They join nothing, as above.</summary>
    public required long RowsWithNullLabelTime { get; init; }

    /// <summary>All cells.</summary>
    public required VerdictCounts Counts { get; init; }

    /// <summary>One for each feature, in the order of the specification.</summary>
    public required IReadOnlyList<FeatureAudit> Features { get; init; }

    /// <summary>Feature columns that equal the label on every row, and not by nulls alone.</summary>
    public required IReadOnlyList<string> LabelInFeatures { get; init; }
}
