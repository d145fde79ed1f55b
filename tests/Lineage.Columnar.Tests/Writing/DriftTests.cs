using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Batches of one table may have other types of one meaning than its schema; the file has one.</summary>
public sealed class DriftTests
{
    private static readonly Random Random = new(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, TableFormat> Cases =>
        new MatrixTheoryData<string, TableFormat>(["integers", "floats", "times", "dates", "decimals", "texts", "structs", "lists"], [TableFormat.Parquet, TableFormat.ArrowFile]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Write_BatchesOfOtherTypes_AreBroughtToOne(string name, TableFormat format)
    {
        var columns = ColumnsOf(name);
        using var folder = new WriteFolder();
        var schema = new Schema([new("x", columns[0].DataType, true)], null);
        await using var table = new DriftingTable(
            schema, [.. columns.Select(data => new RecordBatch(new Schema([new("x", data.DataType, true)], null), [ArrowArrayFactory.BuildArray(data)], data.Length))]);

        var path = await folder.WriteAsync(table, "table", format);

        Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(path));
        await using var read = await TableSource.OpenAsync(path, null, Token);
        Assert.Equal(columns.Sum(column => column.Length), read.DeclaredRows);
    }

    private static ArrayData[] ColumnsOf(string name)
    {
        static ArrayData Of(IArrowType type, params object?[] values) => TestArrays.Fixed(type, values, Random);
        static ArrayData Struct(Field[] fields, params ArrayData[] children) => new(new StructType(fields), children[0].Length, 0, 0, [ArrowBuffer.Empty], children);
        object?[] texts = ["a", null, "b", "a"];
        return name switch
        {
            "integers" => [Of(Int16Type.Default, 1L, null, -2L), Of(UInt64Type.Default, 3L, null), Of(Int8Type.Default, -1L), Of(Int64Type.Default, 5L, null)],
            "floats" => [Of(FloatType.Default, 1.5, null), Of(DoubleType.Default, 0.25, double.NaN, null)],
            "times" => [
                Of(new TimestampType(TimeUnit.Microsecond, "UTC"), 1_000L, null, -5L),
                Of(new TimestampType(TimeUnit.Nanosecond, "Europe/Zurich"), 7_000L, null),
                Of(new TimestampType(TimeUnit.Second, "UTC"), -3L)],
            "dates" => [Of(Date32Type.Default, -4L, null), Of(Date64Type.Default, 86_400_001L, -1L, null)],
            "decimals" => [Decimal(new Decimal64Type(18, 4), 15_000, -7), Decimal(new Decimal128Type(20, 2), 150, -3), Decimal(new Decimal256Type(50, 6), 2_500_000, -100)],
            "texts" => [.. Enumerable.Range(0, 12).Select(_ => TestArrays.Text(texts, Random))],
            "structs" => [
                Struct([new("a", Int32Type.Default, true), new("b", DoubleType.Default, true)], Of(Int32Type.Default, 1L, null), Of(DoubleType.Default, 0.5, 2.0)),
                Struct([new("b", FloatType.Default, true), new("a", Int8Type.Default, true)], Of(FloatType.Default, 4.0, null), Of(Int8Type.Default, 9L, 8L))],
            _ => [
                List(new ListType(Int64Type.Default), 4, Of(Int64Type.Default, 1L, 2L, 3L)),
                List(new LargeListType(Int16Type.Default), 8, Of(Int16Type.Default, 4L, null, 6L)),
                new(new FixedSizeListType(UInt8Type.Default, 3), 1, 0, 0, [ArrowBuffer.Empty], [Of(UInt8Type.Default, 7L, 8L, 9L)])],
        };
    }

    private static ArrayData Decimal(FixedSizeBinaryType type, params int[] unscaled) => new(
        type, unscaled.Length, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(unscaled.SelectMany(value => Enumerable.Range(0, type.ByteWidth).Select(i => (byte)((Int128)value >> Math.Min(8 * i, 120)))).ToArray())], []);

    /// <summary>The lists [], [first], [the other two].</summary>
    private static ArrayData List(IArrowType type, int width, ArrayData items) => new(
        type, 3, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(new long[] { 0, 0, 1, 3 }.SelectMany(offset => BitConverter.GetBytes(offset)[..width]).ToArray())], [items]);
}
