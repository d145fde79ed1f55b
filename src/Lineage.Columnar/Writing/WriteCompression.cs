namespace Lineage.Columnar.Writing;

/// <summary>How the pages of a Parquet file are compressed. Arrow files are not.</summary>
public enum WriteCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy, in the columns whose first page gets smaller by it.</summary>
    Snappy,
}
