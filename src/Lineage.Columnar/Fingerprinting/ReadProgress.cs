namespace Lineage.Columnar.Fingerprinting;

/// <summary>How far a table is read.</summary>
/// <param name="Rows">Rows done.</param>
/// <param name="TotalRows">Rows in all, where the table declares them.</param>
public readonly record struct ReadProgress(long Rows, long? TotalRows);
