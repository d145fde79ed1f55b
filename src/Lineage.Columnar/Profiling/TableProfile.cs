namespace Lineage.Columnar.Profiling;

public sealed record TableProfile(long Rows, IReadOnlyList<ColumnProfile> Columns);
