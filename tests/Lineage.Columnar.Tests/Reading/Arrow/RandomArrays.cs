using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Valid arrays of any type, with rubbish wherever the format allows it.</summary>
internal static class RandomArrays
{
    private static readonly string[] Words = ["", "a", "Zürich", "twelve bytes", "a text of more than twelve bytes", "東京東京東京", "b"];

    public static ArrayData Make(IArrowType type, int length, Random random) => type switch
    {
        NullType => new(type, length, length, 0, [], []),
        DictionaryType dictionary => Encoded(dictionary, length, random),
        RunEndEncodedType runs => Runs(runs, length, random),
        StringType or BinaryType => Offsets(type, length, 4, random),
        LargeStringType or LargeBinaryType => Offsets(type, length, 8, random),
        StringViewType or BinaryViewType => Views(type, length, random),
        ListViewType or LargeListViewType => ListViews((NestedType)type, length, type is ListViewType ? 4 : 8, random),
        MapType map => Map(map, length, random),
        ListType list => Lists(list, list.Fields[0].DataType, length, 4, random),
        LargeListType list => Lists(list, list.Fields[0].DataType, length, 8, random),
        FixedSizeListType list => new(type, length, -1, 0, [Validity(length, random)], [Make(list.Fields[0].DataType, length * list.ListSize, random)]),
        StructType fields => new(type, length, -1, 0, [Validity(length, random)], [.. fields.Fields.Select(field => Make(field.DataType, length, random))]),
        BooleanType => new(type, length, -1, 0, [Validity(length, random), Rubbish((length + 7) / 8, random)], []),
        _ => new(type, length, -1, 0, [Validity(length, random), Rubbish(length * NaiveSwap.Parts(type, 1).Sum(), random)], []),
    };

    private static ArrayData Encoded(DictionaryType type, int length, Random random)
    {
        var values = Make(type.ValueType, 9, random);
        var indices = Numbers(Enumerable.Range(0, length).Select(_ => (long)random.Next(9)), ((FixedWidthType)type.IndexType).BitWidth / 8);
        return new(type, length, -1, 0, [Validity(length, random), indices], [], values);
    }

    private static ArrayData Runs(RunEndEncodedType type, int length, Random random)
    {
        var ends = new List<long>();
        for (long end = 0; end < length;)
        {
            ends.Add(end += random.Next(1, 5));
        }

        var width = ((FixedWidthType)type.RunEndsField.DataType).BitWidth / 8;
        var runs = new ArrayData(type.RunEndsField.DataType, ends.Count, 0, 0, [ArrowBuffer.Empty, Numbers(ends, width)], []);
        return new(type, length, 0, 0, [], [runs, Make(type.ValuesField.DataType, ends.Count, random)]);
    }

    private static ArrayData Offsets(IArrowType type, int length, int width, Random random)
    {
        var (bytes, offsets) = (new List<byte>("before"u8.ToArray()), new List<long> { 6 });
        for (var i = 0; i < length; i++)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
            offsets.Add(bytes.Count);
        }

        return new(type, length, -1, 0, [Validity(length, random), Numbers(offsets, width), new ArrowBuffer(bytes.ToArray())], []);
    }

    /// <summary>Long values lie in two buffers in turn; what lies under a null points nowhere.</summary>
    private static ArrayData Views(IArrowType type, int length, Random random)
    {
        var validity = Validity(length, random);
        var views = new byte[length * 16];
        List<byte>[] data = [[], [1, 2, 3]];
        for (var i = 0; i < length; i++)
        {
            var view = views.AsSpan(i * 16, 16);
            if (!validity.IsEmpty && ((validity.Span[i >> 3] >> (i & 7)) & 1) == 0)
            {
                random.NextBytes(view);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]);
            BitConverter.TryWriteBytes(view, bytes.Length);
            if (bytes.Length <= 12)
            {
                bytes.CopyTo(view[4..]);
                continue;
            }

            bytes.AsSpan(0, 4).CopyTo(view[4..]);
            BitConverter.TryWriteBytes(view[8..], i % 2);
            BitConverter.TryWriteBytes(view[12..], data[i % 2].Count);
            data[i % 2].AddRange(bytes);
        }

        return new(type, length, -1, 0, [validity, new ArrowBuffer(views), new ArrowBuffer(data[0].ToArray()), new ArrowBuffer(data[1].ToArray())], []);
    }

    private static ArrayData Lists(IArrowType type, IArrowType items, int length, int width, Random random)
    {
        var offsets = Rising(length, random);
        return new(type, length, -1, 0, [Validity(length, random), Numbers(offsets, width)], [Make(items, (int)offsets[^1] + 2, random)]);
    }

    private static ArrayData Map(MapType type, int length, Random random)
    {
        var offsets = Rising(length, random);
        var count = (int)offsets[^1];
        var keys = Make(type.KeyField.DataType, count, random);
        ArrayData[] children =
        [
            new(keys.DataType, count, 0, 0, [ArrowBuffer.Empty, .. keys.Buffers.Skip(1)], []),
            Make(type.ValueField.DataType, count, random),
        ];
        var entries = new ArrayData(new StructType([type.KeyField, type.ValueField]), count, 0, 0, [ArrowBuffer.Empty], children);
        return new(type, length, -1, 0, [Validity(length, random), Numbers(offsets, 4)], [entries]);
    }

    private static ArrayData ListViews(NestedType type, int length, int width, Random random)
    {
        const int Items = 40;
        var sizes = Enumerable.Range(0, length).Select(_ => (long)random.Next(4)).ToArray();
        var offsets = sizes.Select(_ => (long)random.Next(Items - 3));
        return new(
            type, length, -1, 0, [Validity(length, random), Numbers(offsets, width), Numbers(sizes, width)], [Make(type.Fields[0].DataType, Items, random)]);
    }

    private static long[] Rising(int length, Random random)
    {
        var offsets = new long[length + 1];
        offsets[0] = random.Next(3);
        for (var i = 1; i <= length; i++)
        {
            offsets[i] = offsets[i - 1] + random.Next(4);
        }

        return offsets;
    }

    private static ArrowBuffer Validity(int length, Random random) => random.Next(4) == 0 ? ArrowBuffer.Empty : Rubbish((length + 7) / 8, random);

    private static ArrowBuffer Numbers(IEnumerable<long> numbers, int width) =>
        new(numbers.SelectMany(number => BitConverter.GetBytes(number)[..width]).ToArray());

    private static ArrowBuffer Rubbish(int length, Random random)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
