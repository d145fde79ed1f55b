namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Where and how the values of one column of a row group lie.</summary>
internal sealed record ColumnChunk
{
    public PhysicalType Type { get; set; }

    public int Codec { get; set; }

    public long Values { get; set; } = -1;

    public long UncompressedSize { get; set; }

    public long CompressedSize { get; set; } = -1;

    public long DataOffset { get; set; } = -1;

    public long DictionaryOffset { get; set; }

    public bool IsElsewhere { get; set; }

    public bool IsEncrypted { get; set; }

    /// <summary>Where its first page begins. Some writers leave a dictionary offset of 0 for "none".</summary>
    public long Start => DictionaryOffset > 0 && DictionaryOffset < DataOffset ? DictionaryOffset : DataOffset;
}
