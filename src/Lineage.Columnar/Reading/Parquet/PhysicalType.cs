namespace Lineage.Columnar.Reading.Parquet;

/// <summary>How Parquet stores a value; the numbers are those of parquet.thrift.</summary>
internal enum PhysicalType
{
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    ByteArray,
    FixedLengthByteArray,
}
