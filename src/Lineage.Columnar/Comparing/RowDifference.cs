namespace Lineage.Columnar.Comparing;

/// <summary>A row that differs.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Key">The key's columns and values; empty where rows were compared without keys.</param>
/// <param name="Cells">Of a changed row the cells that differ; of another one all that are not in the key.</param>
public sealed record RowDifference(RowDifferenceKind Kind, IReadOnlyList<CellDifference> Key, IReadOnlyList<CellDifference> Cells);
