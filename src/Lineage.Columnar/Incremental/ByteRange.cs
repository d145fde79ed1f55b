namespace Lineage.Columnar.Incremental;

/// <summary>Bytes of a file.</summary>
internal readonly record struct ByteRange(long Offset, long Length);
