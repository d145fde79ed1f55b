using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading.Arrow;

namespace Lineage.Columnar.Tests.Taking;

public sealed class TakeTests
{
    private static readonly IReadOnlyList<IArrowType> Types =
    [
        .. Layouts.All, new GuidType(), new LargeListType(new StructType([new Field("a", BooleanType.Default, true)])), new FixedSizeListType(StringType.Default, 2),
        new ListViewType(new FixedSizeListType(BooleanType.Default, 3)), new FixedSizeBinaryType(1), new FixedSizeBinaryType(33),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Types.Count)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Rows_AnyTypeSliceAndRows_AreThoseOfTheOracle(int place)
    {
        var random = new Random(place);
        for (var round = 0; round < 60; round++)
        {
            var data = Make(Types[place], random.Next(0, 70), random);
            var rows = RandomRows(data.Length, random);
            var expected = Cells.Of(data, rows);
            foreach (var taken in (ArrayData[])[Take.Rows(data, rows), Take.Plain(data, rows)])
            {
                Assert.Equal(expected, Cells.Of(taken));
                Assert.Equal(LogicalType.Of(data.DataType), LogicalType.Of(taken.DataType));
                Assert.Equal(CountNulls(taken), taken.NullCount);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Plain_AnyType_SharesNothingAndKeepsNoEncoding(int place)
    {
        var random = new Random(place);
        var data = Owned(Make(Types[place], 60, random), out var buffers);
        int[] rows = [.. Enumerable.Range(0, 60), -1];
        var expected = Cells.Of(data, rows);

        var taken = Take.Plain(data, rows);
        foreach (var buffer in buffers)
        {
            buffer.AsSpan().Fill(0xA5);
        }

        Assert.Equal(expected, Cells.Of(taken));
        Assert.All(TypesOf(taken.DataType), type => Assert.False(
            type is DictionaryType or RunEndEncodedType or StringViewType or BinaryViewType or LargeStringType or LargeBinaryType or ListViewType or LargeListViewType or LargeListType));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Concatenate_PiecesOfAnyType_AreTheWhole(int place)
    {
        var random = new Random(place);
        for (var round = 0; round < 40; round++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Make(Types[place], random.Next(0, 40), random)).ToList();
            if (random.Next(2) == 0)
            {
                // Slices of one array, so that a dictionary is one and the same.
                var half = parts[0].Length / 2;
                parts.InsertRange(1, [parts[0].Slice(0, half), parts[0].Slice(half, parts[0].Length - half)]);
            }

            var whole = Take.Concatenate(parts);

            Assert.Equal(parts.SelectMany(Cells.Of), Cells.Of(whole));
            Assert.Equal(LogicalType.Of(parts[0].DataType), LogicalType.Of(whole.DataType));
            Assert.True(parts.Count == 1 || whole.NullCount == CountNulls(whole));
        }
    }

    [Fact]
    public void Rows_RowOutside_IsRefused()
    {
        var random = new Random(1);
        foreach (var data in Types.Select(type => Make(type, 20, random)))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Take.Rows(data, [0, 20]));
            Assert.Throws<ArgumentOutOfRangeException>(() => Take.Plain(data, [-2, 3, 4, 5, 6, 7, 8, 9, 10]));
            Assert.Throws<ArgumentOutOfRangeException>(() => Take.Rows(data, [0, 1, 2, 3, 4, 5, 6, 7, 8, int.MinValue]));
        }
    }

    /// <summary>Arrays that nothing validated: what cannot be is refused before any byte of it is looked at.</summary>
    [Fact]
    public void Rows_OffsetsThatLie_AreRefused()
    {
        ArrowBuffer Ints(params int[] values) => new(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(values).ToArray());
        var bytes = new ArrowBuffer(new byte[8]);
        foreach (var offsets in (ArrowBuffer[])[Ints(0, 4, 9), Ints(-4, 4, 4), Ints(5, 4, 8), Ints(0, int.MaxValue, 8)])
        {
            ArrayData text = new(StringType.Default, 2, 0, 0, [ArrowBuffer.Empty, offsets, bytes], []);
            Assert.Throws<InvalidDataException>(() => Take.Rows(text, [0, 1]));
            ArrayData nullable = new(StringType.Default, 2, 0, 0, [ArrowBuffer.Empty, offsets, bytes], []);
            Assert.Throws<InvalidDataException>(() => Take.Rows(nullable, [0, -1, 1]));
        }
    }

    [Fact]
    public void Rows_MoreTextThanOneBufferMayHold_AreViewsOfTheSameMeaning()
    {
        var random = new Random(3);
        foreach (var type in (IArrowType[])[StringType.Default, LargeStringType.Default, BinaryType.Default, LargeBinaryType.Default])
        {
            var data = Make(type, 50, random);
            var rows = RandomRows(50, random);
            var list = RowList.Of(rows, 50);
            var taken = type is StringType or BinaryType
                ? TextTake.Rows<int>(data, list, type, true, mostBytes: 10)
                : TextTake.Rows<long>(data, list, type, true, mostBytes: 10);
            var joined = Concatenation.Of([data, data], 10);

            Assert.True(taken.DataType is StringViewType or BinaryViewType);
            Assert.True(joined.DataType is StringViewType or BinaryViewType);
            Assert.Equal(Cells.Of(data, rows), Cells.Of(taken));
            Assert.Equal([.. Cells.Of(data), .. Cells.Of(data)], Cells.Of(joined));
        }
    }

    [Fact]
    public void Plain_MoreTextThanAnArrayHolds_Overflows()
    {
        var text = new ArrayData(BinaryType.Default, 1, 0, 0, [ArrowBuffer.Empty, new(new byte[] { 0, 0, 0, 0, 0, 0, 0, 2 }), new(new byte[1 << 25])], []);

        Assert.Throws<OverflowException>(() => Take.Plain(text, new int[64]));
    }

    private static ArrayData Make(IArrowType type, int length, Random random)
    {
        var offset = random.Next(0, 21);
        var storage = type is ExtensionType extension ? extension.StorageType : type;
        var data = storage switch
        {
            NullType or RunEndEncodedType when length == 0 => EmptyArray.Of(storage),
            _ => RandomArrays.Make(storage, offset + length + random.Next(0, 12), random).Slice(offset, length),
        };
        return new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
    }

    private static int CountNulls(ArrayData data) =>
        data.DataType is NullType ? data.Length : new ArrayData(data.DataType, data.Length, -1, data.Offset, data.Buffers, data.Children, data.Dictionary).GetNullCount();

    private static int[] RandomRows(int length, Random random)
    {
        var count = random.Next(4) == 0 ? random.Next(0, 9) : random.Next(0, 120);
        var kind = random.Next(4);
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => length == 0 || kind == 0 || (kind == 1 && random.Next(3) == 0) ? -1 : random.Next(length))];
        return kind == 3 ? [.. rows.Order()] : rows;
    }

    /// <summary>The same array over copies of its memory.</summary>
    private static ArrayData Owned(ArrayData data, out List<byte[]> buffers)
    {
        var copies = new List<byte[]>();
        ArrayData Copy(ArrayData array) => new(
            array.DataType,
            array.Length,
            array.NullCount,
            array.Offset,
            [.. array.Buffers.Select(buffer =>
            {
                copies.Add(buffer.Span.ToArray());
                return new ArrowBuffer(copies[^1]);
            })],
            [.. array.Children.Select(Copy)],
            array.Dictionary is null ? null : Copy(array.Dictionary));
        buffers = copies;
        return Copy(data);
    }

    private static IEnumerable<IArrowType> TypesOf(IArrowType type) =>
        [type, .. type is NestedType nested ? nested.Fields.SelectMany(field => TypesOf(field.DataType)) : []];
}
