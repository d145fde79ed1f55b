using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>A split and its rows.</summary>
/// <param name="Split">The split's id.</param>
/// <param name="Table">Its rows, read twice at most; they stay the caller's to dispose.</param>
public sealed record SplitTable(string Split, ITableSource Table);
