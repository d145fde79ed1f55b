namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A row group that stands in the file.</summary>
internal sealed record PlacedRowGroup(long Start, int Rows, IReadOnlyList<WrittenChunk> Chunks);
