namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>How a table is divided into splits. <see cref="SplitRecord"/> is what is kept of it.</summary>
public sealed record SplitSpecification
{
    /// <summary>The most splits.</summary>
    public const int MostSplits = 100;

    /// <summary>The most classes that rows are stratified by, and the most values of a label whose balance is told.</summary>
    public const int MostClasses = 65_536;

    /// <summary>The most values of the label that are listed.</summary>
    public const int MostListedClasses = 1_000;

    /// <summary>The kind.</summary>
    public required SplitKind Kind { get; init; }

    /// <summary>The splits, in order; by time the earliest first.</summary>
    public required IReadOnlyList<SplitPart> Splits { get; init; }

    /// <summary>What chance begins with; every kind but <see cref="SplitKind.Time"/> needs it, and that has none.</summary>
    public long? Seed { get; init; }

    /// <summary>The columns that identify an entity, in this order. By time they are not needed.</summary>
    public IReadOnlyList<string> EntityKeys { get; init; } = [];

    /// <summary>The column of the label time, a timestamp or a date. By entity it is not needed.</summary>
    public string? LabelTimeColumn { get; init; }

    /// <summary>The columns whose values make the classes of <see cref="SplitKind.Stratified"/>; null is a value.</summary>
    public IReadOnlyList<string> StratifyBy { get; init; } = [];

    /// <summary>By time, rows less than this after a cut come into no split.</summary>
    public TimeSpan Embargo { get; init; }

    /// <summary>The column whose values are counted for each split; null for none. It has no part in the division.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>How many values of the label are listed, 0 to <see cref="MostListedClasses"/>; the others are counted together.</summary>
    public int MaxClasses { get; init; } = 20;

    /// <summary>How many threads may work, at least 1. It has no part in the division.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
