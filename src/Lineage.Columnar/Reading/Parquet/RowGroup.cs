namespace Lineage.Columnar.Reading.Parquet;

/// <summary>A row group: one chunk for each leaf column, in schema order.</summary>
internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Chunks, long Rows);
