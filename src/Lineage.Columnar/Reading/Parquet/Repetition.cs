namespace Lineage.Columnar.Reading.Parquet;

/// <summary>How often a field is there; the numbers are those of parquet.thrift.</summary>
internal enum Repetition
{
    Required,
    Optional,
    Repeated,
}
