namespace Lineage.Columnar.Writing.Parquet;

/// <summary>The bytes of a row group, and what its footer says about them.</summary>
internal sealed class EncodedRowGroup
{
    public ByteSink Bytes { get; } = new();

    public List<WrittenChunk> Chunks { get; } = [];

    public int Rows { get; set; }
}
