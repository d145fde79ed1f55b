namespace Lineage.Columnar.Reading.Parquet;

/// <summary>What a reader needs of a Parquet footer.</summary>
/// <param name="Schema">The schema, depth first; the root comes first.</param>
/// <param name="Rows">The rows of all row groups.</param>
/// <param name="RowGroups">The row groups in order.</param>
/// <param name="ArrowSchema">The Arrow schema that an Arrow writer left, base64.</param>
internal sealed record FileMetadata(IReadOnlyList<SchemaElement> Schema, long Rows, IReadOnlyList<RowGroup> RowGroups, string? ArrowSchema);
