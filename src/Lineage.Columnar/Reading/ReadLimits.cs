namespace Lineage.Columnar.Reading;

/// <summary>
/// Bounds on what a table may make its reader hold. They are checked against what a file declares before anything is allocated; beyond one,
/// reading fails with <see cref="TableFormatError.TooLarge"/>.
/// </summary>
public sealed record ReadLimits
{
    /// <summary>The bounds used when none are given.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Columns of a table; so many are still allowed. Nested fields count up to four times this.</summary>
    public int MaxColumns { get; init; } = 10_000;

    /// <summary>How deep types may nest.</summary>
    public int MaxNesting { get; init; } = 32;

    /// <summary>
    /// Bytes of an Arrow record batch, or that reading a Parquet row group holds at one time: its current pages, its dictionaries and one batch. All that a row
    /// group decodes to may be more, but not more than this and a thousand times the bytes that it takes in the file.
    /// </summary>
    public long MaxRowGroupBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of one Parquet page, compressed or decoded, or of one Arrow buffer.</summary>
    public int MaxPageBytes { get; init; } = 1 << 28;

    /// <summary>Bytes of a Parquet footer or of an Arrow schema or message header.</summary>
    public int MaxMetadataBytes { get; init; } = 1 << 26;

    /// <summary>Rows of a batch that is yielded, at most; a source may yield fewer.</summary>
    public int MaxBatchRows { get; init; } = 1 << 16;

    /// <summary>Bytes that a batch aims to stay below by holding fewer rows; a single row may exceed it.</summary>
    public int MaxBatchBytes { get; init; } = 1 << 26;
}
