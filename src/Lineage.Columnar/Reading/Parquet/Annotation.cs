namespace Lineage.Columnar.Reading.Parquet;

/// <summary>What a stored value means, from either generation of annotations.</summary>
internal enum Annotation
{
    None,
    Text,
    Map,
    List,
    Decimal,
    Date,
    Time,
    Timestamp,
    Integer,
    Null,
    Uuid,
    Float16,
    Interval,
}
