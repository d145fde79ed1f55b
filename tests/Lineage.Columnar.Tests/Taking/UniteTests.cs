using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Incremental;
using Lineage.Columnar.Tests.Reading.Arrow;

namespace Lineage.Columnar.Tests.Taking;

/// <summary>Layouts of one meaning come together in one that holds the values of all.</summary>
public sealed class UniteTests
{
    private static readonly IReadOnlyList<IArrowType> Types =
    [
        .. Layouts.All, new GuidType(), new FixedSizeBinaryType(16), new TimestampType(TimeUnit.Millisecond, "UTC"), new TimestampType(TimeUnit.Second, (string?)null),
        DurationType.FromTimeUnit(TimeUnit.Second), DurationType.FromTimeUnit(TimeUnit.Nanosecond), new ListType(Int64Type.Default), new FixedSizeListType(Int16Type.Default, 2),
        new FixedSizeListType(Int64Type.Default, 3), new MapType(new Field("k", StringType.Default, false), new Field("v", FloatType.Default, true), false),
        new StructType([new Field("x", Int64Type.Default, true), new Field("y", FloatType.Default, true)]), new StructType([new Field("y", DoubleType.Default, true), new Field("x", UInt8Type.Default, true)]),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Unite_AnyTwoLayoutsOfOneMeaning_HoldsTheValuesOfBoth()
    {
        var random = new Random(1);
        var pairs = 0;
        foreach (var group in Types.GroupBy(LogicalType.Of))
        {
            foreach (var (one, other) in group.SelectMany(_ => group, (one, other) => (one, other)))
            {
                ArrayData[] parts = [Plain(one, random), Plain(other, random), Plain(one, random)];

                var united = Take.Unite(parts);

                Assert.True(parts.SelectMany(Digests).SequenceEqual(Digests(united)), $"{one.Name} and {other.Name}");
                Assert.Equal(group.Key, LogicalType.Of(united.DataType));
                pairs++;
            }
        }

        Assert.InRange(pairs, 300, 2_000);
    }

    [Fact]
    public void Unite_ValueThatNoLayoutHolds_Overflows()
    {
        ArrayData Longs(IArrowType type, long value) => new(type, 1, 0, 0, [ArrowBuffer.Empty, new(BitConverter.GetBytes(value))], []);

        Assert.Throws<OverflowException>(() => Take.Unite([Longs(Int64Type.Default, 1), Longs(UInt64Type.Default, -1)]));
        Assert.Throws<OverflowException>(() => Take.Unite([Longs(new TimestampType(TimeUnit.Second, "UTC"), 253_402_300_799), Longs(new TimestampType(TimeUnit.Nanosecond, "UTC"), 1)]));
    }

    [Fact]
    public void Unite_LayoutsOfOtherMeaning_IsRefused()
    {
        var random = new Random(1);
        foreach (var (one, other) in ((IArrowType, IArrowType)[])[(Int32Type.Default, DoubleType.Default), (StringType.Default, BinaryType.Default), (new ListType(Int16Type.Default), Int16Type.Default)])
        {
            Assert.Throws<NotSupportedException>(() => Take.Unite([Plain(one, random), Plain(other, random)]));
        }
    }

    /// <summary>One file has integers of 8 bytes and times in microseconds, another integers of 4 bytes and times in nanoseconds.</summary>
    [Fact]
    public async Task Run_FilesOfOtherLayouts_AreTheValuesOfBoth()
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", false, Measure.Some(0, 40), Measure.Some(40, 40));
        await folder.WriteArrowAsync("b.arrow", Measure.Some(80, 40), Measure.Some(120, 40));
        await using var source = await FilesTableSource.OpenAsync([new("a.parquet", folder.PathOf("a.parquet")), new("b.arrow", folder.PathOf("b.arrow"))], null, Token);
        string[] names = ["id", "time", "station", "value"];
        var ids = Enumerable.Range(0, source.Parts).SelectMany(part => Enumerable.Range(3, 30).Select(row => RowGather.IdOf(part, row))).ToArray();

        var gathered = await RowGather.RunAsync(source, names, ids, 2, null, Token);

        Assert.Equal(4, source.Parts);

        foreach (var (name, column) in names.Zip(gathered))
        {
            var expected = new List<string>();
            for (var part = 0; part < source.Parts; part++)
            {
                await foreach (var batch in source.ReadPartAsync(part, [name], Token))
                {
                    expected.AddRange(Cells.Of(batch.Column(0).Data, Enumerable.Range(3, 30)));
                }
            }

            Assert.Equal(expected, Cells.Of(column));
        }
    }

    /// <summary>How a float is printed depends on its width; its digest does not.</summary>
    private static IEnumerable<string> Digests(ArrayData data) => Cells.Of(data).Select(cell => cell.Split(' ')[^1]);

    /// <summary>Values that every layout of their meaning holds, with nulls.</summary>
    private static ArrayData Plain(IArrowType type, Random random)
    {
        var storage = type is ExtensionType extension ? extension.StorageType : type;
        var length = random.Next(1, 40);
        var data = Small(Take.Plain(RandomArrays.Make(storage, length, random), [.. Enumerable.Range(0, length), -1, 0]), random);
        return type is ExtensionType ? new(type, data.Length, data.NullCount, 0, data.Buffers, data.Children) : data;
    }

    private static ArrayData Small(ArrayData data, Random random)
    {
        ArrayData[] children = [.. data.Children.Select(child => Small(child, random))];
        if (data.DataType is not FixedWidthType { BitWidth: >= 16 and var bits } || data.DataType is HalfFloatType or FloatType or DoubleType || data.DataType.TypeId == ArrowTypeId.FixedSizedBinary)
        {
            return new(data.DataType, data.Length, data.NullCount, data.Offset, data.Buffers, children, data.Dictionary);
        }

        var values = new byte[data.Length * bits / 8];
        for (var row = 0; row < data.Length; row++)
        {
            var isUnsigned = data.DataType is UInt16Type or UInt32Type or UInt64Type;
            var value = (Int128)random.Next(isUnsigned ? 0 : -30_000, 30_000);
            var place = values.AsSpan(row * bits / 8, bits / 8);
            place.Fill(value < 0 ? byte.MaxValue : byte.MinValue);
            BitConverter.GetBytes(value).AsSpan(0, Math.Min(16, place.Length)).CopyTo(place);
        }

        return new(data.DataType, data.Length, data.NullCount, 0, [data.Buffers[0], new(values)], children);
    }
}
