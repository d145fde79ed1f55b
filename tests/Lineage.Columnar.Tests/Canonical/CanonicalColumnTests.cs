using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Canonical;

public sealed class CanonicalColumnTests
{
    [Fact]
    public void Encode_SimpleValues_IsByteExact()
    {
        Assert.Equal("010700000000000000", Encode(new Int32Array.Builder().Append(7).Build()));
        Assert.Equal("010700000000000000", Encode(new UInt64Array.Builder().Append(7).Build()));
        Assert.Equal("01ffffffffffffffff", Encode(new Int8Array.Builder().Append(-1).Build()));
        Assert.Equal("02ffffffffffffffff", Encode(new UInt64Array.Builder().Append(ulong.MaxValue).Build()));
        Assert.Equal("00", Encode(new Int32Array.Builder().AppendNull().Build()));
        Assert.Equal("010000000000000000", Encode(new DoubleArray.Builder().Append(-0.0).Build()));
        Assert.Equal("01000000000000f87f", Encode(new FloatArray.Builder().Append(-float.NaN).Build()));
        Assert.Equal("01000000000000f83f", Encode(new FloatArray.Builder().Append(1.5f).Build()));
        Assert.Equal("01000000000000f83f", Encode(new HalfFloatArray.Builder().Append((Half)1.5).Build()));
        Assert.Equal("0101", Encode(new BooleanArray.Builder().Append(true).Build()));
        Assert.Equal("0102000000c3bc", Encode(new StringArray.Builder().Append("ü").Build()));
        Assert.Equal("0100000000", Encode(new StringArray.Builder().Append("").Build()));
        Assert.Equal("010200000000ff", Encode(new BinaryArray.Builder().Append([0, 255]).Build()));
        Assert.Equal("01feffffffffffffff", Encode(new Date32Array.Builder().Append(new DateTime(1969, 12, 30)).Build()));
        Assert.Equal("00", Encode(new NullArray(1)));
    }

    [Theory]
    [InlineData("1.50", 2, "1.5", "01010000000100000" + "00f")]
    [InlineData("-0.25", 4, "-0.25", "010200000001000000e7")]
    [InlineData("1200", 0, "1200", "01feffffff010000000c")]
    [InlineData("0.00", 2, "0", "01000000000100000000")]
    public void Encode_Decimals_AreByValue(string value, int scale, string text, string expected)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var array in (IArrowArray[])
        [
            new Decimal128Array.Builder(new Decimal128Type(20, scale)).Append(number).Build(),
            new Decimal128Array.Builder(new Decimal128Type(20, scale + 5)).Append(number).Build(),
            new Decimal256Array.Builder(new Decimal256Type(40, scale)).Append(number).Build(),
            new Decimal64Array.Builder(new Decimal64Type(18, scale)).Append(number).Build(),
            new Decimal32Array.Builder(new Decimal32Type(9, scale)).Append(number).Build(),
        ])
        {
            var column = Column(array);
            Assert.Equal(expected, Encode(array));
            Assert.Equal(text, column.Format(0));
            Assert.True(column.TryGetDouble(0, out var rounded));
            Assert.Equal((double)number, rounded);
        }
    }

    [Fact]
    public void Encode_Times_AreNanosecondsInEveryUnit()
    {
        var instant = new DateTimeOffset(2020, 2, 29, 12, 30, 15, TimeSpan.Zero);
        var expected = Encode(new TimestampArray.Builder(new TimestampType(TimeUnit.Nanosecond, "UTC")).Append(instant).Build());
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            foreach (var zone in (string?[])["UTC", "Europe/Zurich", null])
            {
                var array = new TimestampArray.Builder(new TimestampType(unit, zone)).Append(instant).Build();
                Assert.Equal(expected, Encode(array));
                Assert.True(Column(array).TryGetInstant(0, out var read));
                Assert.Equal(Instant.FromDateTimeOffset(instant), read);
                Assert.Equal(zone is null ? "2020-02-29T12:30:15.000000000" : "2020-02-29T12:30:15.000000000Z", Column(array).Format(0));
                Assert.Equal(zone is null ? "timestamp" : "timestamp[utc]", Column(array).LogicalType);
            }
        }

        Assert.Equal("12:00:00.000000000", Column(new Time32Array.Builder(new Time32Type(TimeUnit.Second)).Append(43_200).Build()).Format(0));
        Assert.Equal(
            Encode(new Time32Array.Builder(new Time32Type(TimeUnit.Millisecond)).Append(43_200_000).Build()),
            Encode(new Time64Array.Builder(new Time64Type(TimeUnit.Nanosecond)).Append(43_200_000_000_000).Build()));
        Assert.Equal(
            Encode(new DurationArray.Builder(DurationType.Second).Append(-2L).Build()),
            Encode(new DurationArray.Builder(DurationType.Microsecond).Append(-2_000_000L).Build()));
        Assert.Equal("-2000000000ns", Column(new DurationArray.Builder(DurationType.Second).Append(-2L).Build()).Format(0));
    }

    [Fact]
    public void Encode_Dates_AreDaysInBothWidths()
    {
        foreach (var day in (DateTime[])[new(1, 1, 1), new(1969, 12, 31), new(1970, 1, 1), new(2024, 2, 29)])
        {
            var narrow = new Date32Array.Builder().Append(day).Build();
            var wide = new Date64Array.Builder().Append(day).Build();
            Assert.Equal(Encode(narrow), Encode(wide));
            Assert.Equal(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Column(wide).Format(0));
            Assert.True(Column(narrow).TryGetInstant(0, out var instant));
            Assert.Equal(Instant.FromDateTimeOffset(new DateTimeOffset(day, TimeSpan.Zero)), instant);
            Assert.False(Column(narrow).TryGetDouble(0, out _));
        }
    }

    [Fact]
    public void Encode_Intervals_AreMonthsDaysNanoseconds()
    {
        static IArrowArray Interval(IntervalUnit unit, byte[] value) => ArrowArrayFactory.BuildArray(
            new ArrayData(IntervalType.FromIntervalUnit(unit), 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(value)], []));

        var months = Interval(IntervalUnit.YearMonth, [14, 0, 0, 0]);
        var days = Interval(IntervalUnit.DayTime, [3, 0, 0, 0, 2, 0, 0, 0]);

        Assert.Equal(Encode(months), Encode(Interval(IntervalUnit.MonthDayNanosecond, [14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
        Assert.Equal(Encode(days), Encode(Interval(IntervalUnit.MonthDayNanosecond, [0, 0, 0, 0, 3, 0, 0, 0, 0x80, 0x84, 0x1E, 0, 0, 0, 0, 0])));
        Assert.Equal("14mo 0d 0ns", Column(months).Format(0));
        Assert.Equal("interval", Column(days).LogicalType);
    }

    [Fact]
    public void Encode_Map_ForgetsTheOrderOfItsPairs()
    {
        static MapArray Map(params (string Key, int Value)[] pairs)
        {
            var builder = new MapArray.Builder(new MapType(StringType.Default, Int32Type.Default));
            builder.Append();
            foreach (var (key, value) in pairs)
            {
                ((StringArray.Builder)builder.KeyBuilder).Append(key);
                ((Int32Array.Builder)builder.ValueBuilder).Append(value);
            }

            return builder.Build();
        }

        Assert.Equal(Encode(Map(("a", 1), ("b", 2))), Encode(Map(("b", 2), ("a", 1))));
        Assert.NotEqual(Encode(Map(("a", 1), ("b", 2))), Encode(Map(("a", 2), ("b", 1))));
        Assert.NotEqual(Encode(Map(("a", 1), ("a", 1))), Encode(Map(("a", 1))));
        Assert.Equal("{a: 1, b: 2}", Column(Map(("a", 1), ("b", 2))).Format(0));
        Assert.Equal("map<string,integer>", Column(Map()).LogicalType);
    }

    [Fact]
    public void Encode_Struct_ForgetsTheOrderOfItsFields()
    {
        var (a, b) = (new Int32Array.Builder().Append(1).Build(), new StringArray.Builder().Append("x").Build());
        StructArray Of(params (string Name, IArrowArray Array)[] fields) => new(
            new StructType([.. fields.Select(field => new Field(field.Name, field.Array.Data.DataType, true))]), 1, fields.Select(field => field.Array), ArrowBuffer.Empty);

        Assert.Equal(Encode(Of(("a", a), ("b", b))), Encode(Of(("b", b), ("a", a))));
        Assert.Equal("struct<a:integer,b:string>", Column(Of(("b", b), ("a", a))).LogicalType);
        Assert.Equal("struct<\"a:integer,b\":integer>", Column(Of(("a:integer,b", a))).LogicalType);
        Assert.Equal("{a: 1, b: x}", Column(Of(("b", b), ("a", a))).Format(0));
    }

    [Fact]
    public void Create_InvalidArrays_AreCorrupt()
    {
        ArrowBuffer Ints(params int[] values) => new(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(values).ToArray());
        var none = ArrowBuffer.Empty;
        var three = new Int32Array.Builder().AppendRange([1, 2, 3]).Build().Data;
        var list = new ListType(Int32Type.Default);
        var dictionary = new DictionaryType(Int32Type.Default, Int32Type.Default, false);
        var runs = new RunEndEncodedType(Int32Type.Default, Int32Type.Default);
        ArrayData[] invalid =
        [
            new(Int32Type.Default, 3, 0, 0, [none, Ints(1, 2)], []),
            new(Int32Type.Default, 1, 0, 2, [none, Ints(1, 2)], []),
            new(Int32Type.Default, 9, 1, 0, [new ArrowBuffer(new byte[1]), Ints(1, 2, 3, 4, 5, 6, 7, 8, 9)], []),
            new(Int32Type.Default, 1, 1, 0, [none, Ints(1)], []),
            new(BooleanType.Default, 9, 0, 0, [none, new ArrowBuffer(new byte[1])], []),
            new(BinaryType.Default, 2, 0, 0, [none, Ints(0, 1), new ArrowBuffer(new byte[1])], []),
            new(BinaryType.Default, 1, 0, 0, [none, Ints(-1, 1), new ArrowBuffer(new byte[1])], []),
            new(BinaryType.Default, 2, 0, 0, [none, Ints(0, 1, 0), new ArrowBuffer(new byte[1])], []),
            new(BinaryType.Default, 1, 0, 0, [none, Ints(0, 2), new ArrowBuffer(new byte[1])], []),
            new(StringType.Default, 1, 0, 0, [none, Ints(0, 1), new ArrowBuffer(new byte[] { 0xFF })], []),
            new(StringViewType.Default, 1, 0, 0, [none, Ints(-1, 0, 0, 0)], []),
            new(StringViewType.Default, 1, 0, 0, [none, Ints(13, 0, 0, 0)], []),
            new(StringViewType.Default, 1, 0, 0, [none, Ints(13, 0, 0, 0), new ArrowBuffer(new byte[12])], []),
            new(StringViewType.Default, 1, 0, 0, [none, Ints(1, 0xFF, 0, 0)], []),
            new(StringViewType.Default, 2, 0, 0, [none, Ints(1, 0xFF, 0, 0)], []),
            new(list, 1, 0, 0, [none, Ints(0, 4)], [three]),
            new(list, 2, 0, 0, [none, Ints(0, 2, 1)], [three]),
            new(list, 2, 0, 0, [none, Ints(0, 2)], [three]),
            new(new ListViewType(Int32Type.Default), 1, 0, 0, [none, Ints(2), Ints(2)], [three]),
            new(new ListViewType(Int32Type.Default), 2, 0, 0, [none, Ints(0, 0), Ints(2)], [three]),
            new(new FixedSizeListType(Int32Type.Default, 2), 2, 0, 0, [none], [three]),
            new(new StructType([new Field("a", Int32Type.Default, true)]), 4, 0, 0, [none], [three]),
            new(dictionary, 1, 0, 0, [none, Ints(3)], [], three),
            new(dictionary, 1, 0, 0, [none, Ints(-1)], [], three),
            new(runs, 4, 0, 0, [], [three, three]),
            new(runs, 1, 0, 0, [], [new(Int32Type.Default, 2, 0, 0, [none, Ints(1, 1)], []), three]),
            new(runs, 1, 0, 0, [], [new(Int32Type.Default, 0, 0, 0, [none, none], []), three]),
            new(runs, 1, 0, 0, [], [three, new(Int32Type.Default, 1, 0, 0, [none, Ints(1)], [])]),
        ];
        for (var i = 0; i < invalid.Length; i++)
        {
            var error = Assert.Throws<TableFormatException>(() => CanonicalColumn.Create(new Field("x", invalid[i].DataType, true), new Raw(invalid[i]), "memory"));
            Assert.True(error.Error == TableFormatError.Corrupt && error.Column == "x" && error.InnerException is null, $"case {i}: {error}");
        }
    }

    private static CanonicalColumn Column(IArrowArray array) => CanonicalColumn.Create(new Field("x", array.Data.DataType, true), array, "memory");

    private static string Encode(IArrowArray array)
    {
        var writer = new CanonicalWriter();
        Column(array).Encode(0, writer);
        return Convert.ToHexStringLower(writer.Written);
    }

    /// <summary>An array that nothing checked.</summary>
    private sealed class Raw(ArrayData data) : IArrowArray
    {
        public int Length => data.Length;

        public int Offset => data.Offset;

        public int NullCount => data.NullCount;

        public ArrayData Data => data;

        public bool IsNull(int index) => false;

        public bool IsValid(int index) => true;

        public void Accept(Apache.Arrow.Types.IArrowTypeVisitor visitor) => throw new NotSupportedException();

        public void Accept(IArrowArrayVisitor visitor) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
