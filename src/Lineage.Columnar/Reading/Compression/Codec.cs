namespace Lineage.Columnar.Reading.Compression;

/// <summary>Every codec of the two formats.</summary>
internal enum Codec
{
    None,
    Snappy,
    Gzip,
    Brotli,
    Zstd,
    Lz4Block,
    Lz4Frame,
    Lz4Hadoop,
}
