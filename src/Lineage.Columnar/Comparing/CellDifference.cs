namespace Lineage.Columnar.Comparing;

/// <summary>One cell of a differing row, for people. A null is null here too.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Before">The value in the earlier table; null also where the row is only in the later one.</param>
/// <param name="After">The value in the later table; null also where the row is only in the earlier one.</param>
public sealed record CellDifference(string Column, string? Before, string? After);
