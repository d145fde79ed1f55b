using System.Globalization;
using System.IO.Compression;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using Lineage.Vectors.Writing;
using Parquet;
using ParquetSharp;
using static Lineage.Vectors.Tables.PlainValues;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace Lineage.Vectors.Catalog;

/// <summary>One table of many types in every codec, encoding, page version, chunking and order that the writers have.</summary>
internal static class MixedVectors
{
    private const int Rows = 40;

    public static IReadOnlyList<VectorGroup> Groups { get; } = [AddArrow(AddParquetNet(AddDuckDb(AddArrowCpp(new("mixed", "many types", Table())))))];

    private static VectorGroup AddArrowCpp(VectorGroup group) => group
        .ArrowCpp("none-plain", "no codec, PLAIN, version 1 pages with checksums", Cpp(p => p.Compression(Compression.Uncompressed).DisableDictionary().EnablePageChecksum()))
        .ArrowCpp("snappy", "Snappy, dictionary", Cpp(p => p.Compression(Compression.Snappy)))
        .ArrowCpp("gzip-pages", "gzip, pages of a few rows, dictionary that overflows", Cpp(p => p.Compression(Compression.Gzip).DataPagesize(32).WriteBatchSize(4).DictionaryPagesizeLimit(64)))
        .ArrowCpp("brotli-v2", "Brotli, version 2 pages of a few rows", Cpp(p => p.Compression(Compression.Brotli).DataPageVersion(ParquetDataPageVersion.V2).DataPagesize(32).WriteBatchSize(5)))
        .ArrowCpp("zstd-groups", "Zstandard, version 2 pages, row groups of 13, Arrow schema in the footer", Cpp(p => p.Compression(Compression.Zstd).DataPageVersion(ParquetDataPageVersion.V2)) with
        {
            RowGroupRows = 13,
            StoresSchema = true,
        })
        .ArrowCpp("lz4", "LZ4 raw", Cpp(p => p.Compression(Compression.Lz4)))
        .ArrowCpp("lz4-hadoop", "LZ4 in the framing of Hadoop", Cpp(p => p.Compression(Compression.Lz4Hadoop)))
        .ArrowCpp("delta", "DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT, RLE booleans", Cpp(Delta))
        .ArrowCpp("reversed", "rows in reverse, columns in reverse", null, table => table.ReverseColumns(), VectorGroup.Reversed)
        .ArrowCpp("version1", "format version 1.0, no statistics", Cpp(p => p.Version(ParquetVersion.PARQUET_1_0).DisableStatistics()));

    private static void Delta(WriterPropertiesBuilder properties) => properties
        .Compression(Compression.Uncompressed)
        .DataPageVersion(ParquetDataPageVersion.V2)
        .DisableDictionary()
        .Encoding("id", ParquetSharp.Encoding.DeltaBinaryPacked)
        .Encoding("count", ParquetSharp.Encoding.DeltaBinaryPacked)
        .Encoding("at", ParquetSharp.Encoding.DeltaBinaryPacked)
        .Encoding("day", ParquetSharp.Encoding.ByteStreamSplit)
        .Encoding("ratio", ParquetSharp.Encoding.ByteStreamSplit)
        .Encoding("name", ParquetSharp.Encoding.DeltaByteArray)
        .Encoding("blob", ParquetSharp.Encoding.DeltaLengthByteArray)
        .Encoding("price", ParquetSharp.Encoding.DeltaByteArray)
        .Encoding("flag", ParquetSharp.Encoding.Rle);

    private static ArrowCppOptions Cpp(Action<WriterPropertiesBuilder> properties) => new() { Properties = properties };

    private static VectorGroup AddDuckDb(VectorGroup group) => group
        .DuckDb("none", "no codec", Duck("COMPRESSION uncompressed"))
        .DuckDb("snappy", "Snappy", Duck("COMPRESSION snappy"))
        .DuckDb("gzip-v2", "gzip, newer encodings", Duck("COMPRESSION gzip, PARQUET_VERSION V2"))
        .DuckDb("brotli", "Brotli", Duck("COMPRESSION brotli"))
        .DuckDb("zstd-v2", "Zstandard, newer encodings, no dictionary", Duck("COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1"))
        .DuckDb("lz4", "LZ4 raw", Duck("COMPRESSION lz4_raw"))
        .DuckDb("shuffled", "rows shuffled, columns in reverse", null, table => table.ReverseColumns(), VectorGroup.Shuffled);

    private static DuckDbOptions Duck(string copy) => new() { Copy = copy };

    private static VectorGroup AddParquetNet(VectorGroup group) => group
        .ParquetNet("none-groups", "no codec, row groups of 9", Net(CompressionMethod.None) with { RowGroupRows = 9 })
        .ParquetNet("snappy", "Snappy", Net(CompressionMethod.Snappy))
        .ParquetNet("gzip", "gzip", Net(CompressionMethod.Gzip))
        .ParquetNet("brotli", "Brotli", Net(CompressionMethod.Brotli))
        .ParquetNet("zstd", "Zstandard, dictionaries wherever values repeat", Net(CompressionMethod.Zstd, 1))
        .ParquetNet("lz4", "LZ4 raw, rows in reverse", Net(CompressionMethod.Lz4Raw), null, VectorGroup.Reversed);

    private static ParquetNetOptions Net(CompressionMethod method, double dictionary = 0.8) => new()
    {
        Options = new() { CompressionMethod = method, CompressionLevel = CompressionLevel.Optimal, DictionaryEncodingThreshold = dictionary },
    };

    private static VectorGroup AddArrow(VectorGroup group) => group
        .Arrow("file", "file of one batch")
        .Arrow("stream-7", "stream of batches of 7 rows", new() { IsFile = false, BatchRows = 7 })
        .Arrow("file-zstd", "file with Zstandard bodies, batches of 16", new() { Codec = CompressionCodecType.Zstd, BatchRows = 16 })
        .Arrow("stream-lz4", "stream with LZ4 bodies, rows in reverse", new() { IsFile = false, Codec = CompressionCodecType.Lz4Frame }, null, VectorGroup.Reversed)
        .Arrow("stream-reversed", "stream of batches of 6 rows, columns in reverse", new() { IsFile = false, BatchRows = 6 }, table => table.ReverseColumns())
        .Arrow("views", "string, binary and list views", null, table => table
            .Retype("name", StringViewType.Default).Retype("blob", BinaryViewType.Default).Retype("tags", new ListViewType(Int32Type.Default)))
        .Arrow("large", "64-bit offsets and wider types", new() { BatchRows = 25 }, table => table
            .Retype("count", Int64Type.Default).Retype("price", new Decimal256Type(50, 4)).Retype("name", LargeStringType.Default)
            .Retype("blob", LargeBinaryType.Default).Retype("day", Date64Type.Default).Retype("local", new TimestampType(TimeUnit.Nanosecond, (string?)null))
            .Retype("at", new TimestampType(TimeUnit.Nanosecond, "Asia/Tokyo")).Retype("tags", new LargeListType(Int64Type.Default)))
        .Arrow("dictionary", "dictionaries of texts, numbers and dates", new() { IsFile = false, BatchRows = 25 }, table => table
            .Retype("name", new DictionaryType(Int8Type.Default, StringType.Default, false))
            .Retype("count", new DictionaryType(UInt16Type.Default, Int32Type.Default, false))
            .Retype("day", new DictionaryType(Int32Type.Default, Date32Type.Default, false)))
        .Arrow("runs", "run-end encoded columns", null, table => table
            .Retype("flag", new RunEndEncodedType(Int16Type.Default, BooleanType.Default))
            .Retype("name", new RunEndEncodedType(Int32Type.Default, StringType.Default)));

    private static VectorTable Table() => VectorTable.Of(
        new("id", Int64Type.Default, Every(i => (i * 1_000_003L) - 5), IsNullable: false),
        new("count", Int32Type.Default, Every(i => i % 7 == 3 ? null : (i * 7919 % 1000) - 500)),
        new("ratio", DoubleType.Default, Every(i => i switch { 5 => double.NaN, 6 => -0.0, 8 => null, _ => i / 3.0 })),
        new("price", new Decimal128Type(12, 2), Every(i => i % 9 == 4 ? null : DecimalText((i * 3701) - 40_000, 2))),
        new("name", StringType.Default, Every(i => i % 6 == 5 ? null : new[] { "ORD", "Zürich", "", "東京, a text of more than twelve bytes" }[i % 4])),
        new("flag", BooleanType.Default, Every(i => i % 11 == 10 ? null : i / 8 % 2 == 0)),
        new("day", Date32Type.Default, Every(i => i % 5 == 1 ? null : new DateOnly(1969, 12, 1).AddDays(i * 3))),
        new("at", new TimestampType(TimeUnit.Microsecond, "UTC"), Every(i => i % 13 == 12 ? null : (Int128)At("2020-02-29 23:59:59.000001") + ((Int128)i * 61_000_000_000))),
        new("local", new TimestampType(TimeUnit.Microsecond, (string?)null), Every(i => (Int128)At("1969-12-31 12:00:00.999999") + ((Int128)i * 3_600_000_000_000))),
        new("blob", BinaryType.Default, Every(i => i % 8 == 7 ? null : Enumerable.Repeat((byte)(i * 9), i % 15).ToArray())),
        new("tags", new ListType(Int32Type.Default), Every(i => i % 10 == 9 ? null : Enumerable.Range(0, i % 4).Select(j => (i + j) % 5 == 0 ? null : (object)(i + j)).ToArray())),
        new("place", new StructType([new Field("lat", DoubleType.Default, true), new Field("code", StringType.Default, true)]), Every(i =>
            i % 12 == 11 ? null : new object?[] { i % 3 == 0 ? null : i / 4.0, i % 4 == 0 ? null : i.ToString(CultureInfo.InvariantCulture) })));

    private static object?[] Every(Func<int, object?> value) => [.. Enumerable.Range(0, Rows).Select(value)];
}
