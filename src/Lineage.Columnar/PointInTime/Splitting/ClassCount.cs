namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>How often a value of the label stands in a split.</summary>
/// <param name="Value">The value, printed; null is null.</param>
/// <param name="Rows">In how many rows.</param>
public readonly record struct ClassCount(string? Value, long Rows);
