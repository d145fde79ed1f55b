namespace Lineage.Columnar.Profiling;

/// <summary>What the columns of a table look like. Stored as JSON: names and shapes are kept.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">One for each column, in schema order.</param>
public sealed record TableProfile(long Rows, IReadOnlyList<ColumnProfile> Columns);
