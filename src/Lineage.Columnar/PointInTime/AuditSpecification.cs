namespace Lineage.Columnar.PointInTime;

/// <summary>What an audit looks at, and by which rules.</summary>
public sealed record AuditSpecification : JoinSpecification
{
    /// <summary>The most findings that can be asked for.</summary>
    public const int MostFindings = 1000;

    /// <summary>The table's column with the label, to be compared with every feature; null for no comparison.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Offending rows kept for each feature, 0 to <see cref="MostFindings"/>.</summary>
    public int MaxFindings { get; init; } = 10;
}
