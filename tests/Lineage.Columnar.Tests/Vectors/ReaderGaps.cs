namespace Lineage.Columnar.Tests.Vectors;

/// <summary>The vectors that a second reader refuses or reads as another table, and why. An entry that is no longer true fails its test.</summary>
internal static class ReaderGaps
{
    private const string NoInterval = "Arrow C++ has no interval for Parquet's and gives its 12 bytes";
    private const string NoHalf = "Parquet.Net knows no FLOAT16";
    private const string NoRepeatedPageV2 = "Parquet.Net reads no repeated column in version 2 pages that are smaller than the row group";
    private const string NoRleBooleans = "Parquet.Net reads no RLE-encoded booleans with nulls";
    private const string NoTypedDeltas = "Parquet.Net decodes deltas of plain integers only, not of dates, timestamps or decimals";
    private const string NoArrowSchema = "Parquet.Net does not look at the Arrow schema, so durations stay integers";
    private const string TicksOnly = "Parquet.Net cuts nanoseconds to the 100 of DateTime";

    public static IReadOnlyDictionary<string, ReaderGap> ParquetSharp { get; } = new Dictionary<string, ReaderGap>
    {
        ["intervals.duckdb-interval.parquet"] = new(false, NoInterval),
        ["intervals.parquetnet-interval.parquet"] = new(false, NoInterval),
    };

    public static IReadOnlyDictionary<string, ReaderGap> ParquetNet { get; } = new Dictionary<string, ReaderGap>
    {
        ["mixed.arrowcpp-brotli-v2.parquet"] = new(true, NoRepeatedPageV2),
        ["mixed.arrowcpp-zstd-groups.parquet"] = new(true, NoRleBooleans),
        ["mixed.arrowcpp-lz4-hadoop.parquet"] = new(true, "Parquet.Net takes the framing of Hadoop for data"),
        ["mixed.arrowcpp-delta.parquet"] = new(true, NoTypedDeltas),
        ["mixed.duckdb-gzip-v2.parquet"] = new(true, NoTypedDeltas),
        ["mixed.duckdb-zstd-v2.parquet"] = new(true, NoTypedDeltas),
        ["lists.arrowcpp-pages.parquet"] = new(true, NoRepeatedPageV2),
        ["maps.arrowcpp-pages.parquet"] = new(true, NoRepeatedPageV2),
        ["floats.arrowcpp-plain.parquet"] = new(true, NoHalf),
        ["floats.arrowcpp-split.parquet"] = new(true, NoHalf),
        ["booleans.arrowcpp-rle.parquet"] = new(true, NoRleBooleans),
        ["binary.arrowcpp-fixed-split.parquet"] = new(true, "Parquet.Net splits the bytes of numbers only"),
        ["nanoseconds.arrowcpp-nanos.parquet"] = new(false, TicksOnly),
        ["nanoseconds.arrowcpp-int96.parquet"] = new(false, TicksOnly),
        ["nanoseconds.duckdb-nanos.parquet"] = new(false, TicksOnly),
        ["durations.arrowcpp-schema.parquet"] = new(false, NoArrowSchema),
        ["durations-nested.arrowcpp-schema.parquet"] = new(false, NoArrowSchema),
    };
}
