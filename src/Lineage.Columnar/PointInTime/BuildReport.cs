namespace Lineage.Columnar.PointInTime;

/// <summary>What a build found. It depends on the rows alone, apart from <see cref="HistoryBuild.InTimeOrder"/>.</summary>
public sealed record BuildReport
{
    /// <summary>Rows of the table, which are those of the spine.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows without a complete key. They join nothing, and all their features are null.</summary>
    public required long RowsWithNullKey { get; init; }

    /// <summary>Rows without a label time, as above.</summary>
    public required long RowsWithNullLabelTime { get; init; }

    /// <summary>One for each history, in the order of the specification.</summary>
    public required IReadOnlyList<HistoryBuild> Histories { get; init; }

    /// <summary>One for each feature, in the order of the specification.</summary>
    public required IReadOnlyList<FeatureBuild> Features { get; init; }
}
