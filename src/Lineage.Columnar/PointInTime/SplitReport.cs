namespace Lineage.Columnar.PointInTime;

/// <summary>The result of a split check.</summary>
/// <param name="Splits">One for each split, in the order given.</param>
/// <param name="Overlaps">One for each pair, the earlier split first.</param>
public sealed record SplitReport(IReadOnlyList<SplitRange> Splits, IReadOnlyList<SplitOverlap> Overlaps);
