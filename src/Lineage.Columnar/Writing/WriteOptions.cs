namespace Lineage.Columnar.Writing;

/// <summary>How a table is written. The rows of a row group, and so the bytes of the file, depend on nothing but the table and these options without <see cref="Workers"/>.</summary>
public sealed record WriteOptions
{
    /// <summary>Rows below which a row group is not closed for its bytes, unless these are many.</summary>
    internal const int FewRows = 1 << 17;

    /// <summary>How many row groups are encoded at once, at least 1. At most one more is in memory.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How pages are compressed.</summary>
    public WriteCompression Compression { get; init; } = WriteCompression.Snappy;

    /// <summary>Rows of a row group, or of a batch of an Arrow file, at most; at least 1.</summary>
    public int RowGroupRows { get; init; } = 1 << 20;

    /// <summary>
    /// Bytes of values before encoding, beyond which a row group of at least 131,072 rows is closed; at eight times so many any is. At least 1.
    /// </summary>
    public int RowGroupBytes { get; init; } = 1 << 24;

    /// <summary>Texts that are put beside the schema, in ordinal order of their keys. <c>ARROW:schema</c> is the writer's own.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
