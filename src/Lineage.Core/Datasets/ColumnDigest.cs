namespace Lineage.Core.Datasets;

/// <summary>The digest of one column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="LogicalType">Its logical type.</param>
/// <param name="Nullable">Whether the schema allows nulls.</param>
/// <param name="NullCount">How many values are null.</param>
/// <param name="Digest">The digest of its values, hex.</param>
public sealed record ColumnDigest(string Name, string LogicalType, bool Nullable, long NullCount, string Digest);
