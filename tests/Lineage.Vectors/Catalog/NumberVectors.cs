using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using ParquetSharp;

namespace Lineage.Vectors.Catalog;

/// <summary>Integers and floats of every width, and booleans.</summary>
internal static class NumberVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } = [Integers(), Extremes(), Floats(), Booleans()];

    private static VectorGroup Integers()
    {
        var table = VectorTable.Of(
            new("i8", Int8Type.Default, [-128, -1, 0, null, 127]),
            new("i16", Int16Type.Default, [-32_768, 300, null, -1, 32_767]),
            new("i32", Int32Type.Default, [int.MinValue, null, 0, -1, int.MaxValue]),
            new("i64", Int64Type.Default, [long.MinValue, -1, 0, 1, long.MaxValue]),
            new("u8", UInt8Type.Default, [0, 127, 128, null, 255]),
            new("u16", UInt16Type.Default, [0, 32_768, null, 1, 65_535]),
            new("u32", UInt32Type.Default, [0, 2_147_483_648L, 1, null, 4_294_967_295L]));
        return new VectorGroup("integers", "integers of every width", table)
            .ArrowCpp("narrow", "as annotated INT32 and INT64")
            .ArrowCpp("wide", "all as INT64", null, Widen)
            .DuckDb("narrow", "as annotated INT32 and INT64")
            .ParquetNet("narrow", "as annotated INT32 and INT64")
            .Arrow("narrow", "in their own widths")
            .Arrow("wide", "all in 64 bits", null, Widen);
    }

    private static VectorTable Widen(VectorTable table) =>
        new([.. table.Columns.Select(column => column with { Type = Int64Type.Default })]);

    private static VectorGroup Extremes()
    {
        var table = VectorTable.Of(
            new("unsigned", UInt64Type.Default, [0, (ulong)long.MaxValue, (ulong)long.MaxValue + 1, ulong.MaxValue, ulong.MaxValue - 1, 1], IsNullable: false),
            new("nullable", UInt64Type.Default, [null, ulong.MaxValue, 9_223_372_036_854_775_808, 7, null, 0]));
        return new VectorGroup("unsigned", "unsigned integers on both sides of 2^63", table)
            .ArrowCpp("plain", "PLAIN", new() { Properties = p => p.DisableDictionary() })
            .ArrowCpp("split", "BYTE_STREAM_SPLIT", new() { Properties = p => p.DisableDictionary().Encoding(ParquetSharp.Encoding.ByteStreamSplit) })
            .DuckDb("plain", "as annotated INT64")
            .ParquetNet("plain", "as annotated INT64")
            .Arrow("plain", "file");
    }

    private static VectorGroup Floats()
    {
        object?[] narrow = [double.NaN, -0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, null, 1.5, (double)Half.Epsilon, -65_504.0, 0.099_975_585_937_5];
        object?[] single = [double.NaN, 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, (double)float.Epsilon, null, (double)float.MaxValue, (double)0.1f, 1e-40f];
        object?[] wide = [double.NaN, -0.0, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, 0.1, double.MaxValue, double.MinValue, null, 2.2e-308];
        var table = VectorTable.Of(new("half", HalfFloatType.Default, narrow), new("single", FloatType.Default, single), new("double", DoubleType.Default, wide));
        return new VectorGroup("floats", "NaN, both zeros, infinities, subnormals", table)
            .ArrowCpp("plain", "FLOAT16, FLOAT and DOUBLE")
            .ArrowCpp("split", "BYTE_STREAM_SPLIT in version 2 pages", new()
            {
                Properties = p => p.DisableDictionary().Encoding(ParquetSharp.Encoding.ByteStreamSplit).DataPageVersion(ParquetDataPageVersion.V2),
            })
            .ArrowCpp("doubles", "all as DOUBLE", null, Widest)
            .DuckDb("single", "the half column as FLOAT", null, NoHalf)
            .DuckDb("split", "BYTE_STREAM_SPLIT", new() { Copy = "COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1" }, NoHalf)
            .ParquetNet("single", "the half column as FLOAT", null, NoHalf)
            .Arrow("plain", "in their own widths")
            .Arrow("other-bits", "other NaN payloads, and zeros of the opposite sign", null, OtherBits);
    }

    private static VectorTable NoHalf(VectorTable table) => table.Retype("half", FloatType.Default);

    private static VectorTable Widest(VectorTable table) =>
        new([.. table.Columns.Select(column => column with { Type = DoubleType.Default })]);

    private static VectorTable OtherBits(VectorTable table)
    {
        var payload = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_6000_0000_0000));
        return new([.. table.Columns.Select(column => column with
        {
            Values = [.. column.Values.Select(value => value is not double number ? value : double.IsNaN(number) ? payload : number == 0 ? -number : number)],
        })]);
    }

    private static VectorGroup Booleans()
    {
        var table = VectorTable.Of(
            new("runs", BooleanType.Default, [.. Enumerable.Range(0, 300).Select(i => (object)(i / 70 % 2 == 0))], IsNullable: false),
            new("mixed", BooleanType.Default, [.. Enumerable.Range(0, 300).Select(i => i % 5 == 2 ? null : (object)(i * i % 7 < 3))]));
        return new VectorGroup("booleans", "long runs and short ones", table)
            .ArrowCpp("plain", "PLAIN", new() { Properties = p => p.DataPagesize(8).WriteBatchSize(64) })
            .ArrowCpp("rle", "RLE in version 2 pages", new() { Properties = p => p.Encoding(ParquetSharp.Encoding.Rle).DataPageVersion(ParquetDataPageVersion.V2) })
            .DuckDb("plain", "one row group")
            .ParquetNet("groups", "row groups of 77", new() { RowGroupRows = 77 })
            .Arrow("sliced", "stream of batches of 13, cut within bytes", new() { IsFile = false, BatchRows = 13 });
    }
}
