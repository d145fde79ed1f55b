using System.Buffers.Binary;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>Lays plain values out as Arrow arrays of any physical type.</summary>
internal static class ArrowArrays
{
    public static ArrayData Build(IArrowType type, IReadOnlyList<object?> values) => type switch
    {
        NullType => new ArrayData(type, values.Count, values.Count, 0, [], []),
        BooleanType => Flat(type, values, Bits([.. values.Select(value => value is true)])),
        StringType or BinaryType => Offsets(type, values, 4),
        LargeStringType or LargeBinaryType => Offsets(type, values, 8),
        StringViewType or BinaryViewType => Views(type, values),
        DictionaryType dictionary => Encoded(dictionary, values),
        RunEndEncodedType runs => Runs(runs, values),
        NestedType nested => NestedArrowArrays.Build(nested, values),
        _ => Fixed((FixedWidthType)type, values),
    };

    public static ArrowBuffer Validity(IReadOnlyList<object?> values) =>
        values.All(value => value is not null) ? ArrowBuffer.Empty : Bits([.. values.Select(value => value is not null)]);

    public static int Nulls(IReadOnlyList<object?> values) => values.Count(value => value is null);

    /// <summary>Little-endian integers of 4 or 8 bytes.</summary>
    public static ArrowBuffer Integers(IReadOnlyList<int> values, int width)
    {
        var bytes = new byte[values.Count * width];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * width), values[i]);
        }

        return new ArrowBuffer(bytes);
    }

    private static ArrayData Flat(IArrowType type, IReadOnlyList<object?> values, params ArrowBuffer[] buffers) =>
        new(type, values.Count, Nulls(values), 0, [Validity(values), .. buffers], []);

    private static ArrowBuffer Bits(bool[] flags)
    {
        var bits = new byte[(flags.Length + 7) / 8];
        for (var i = 0; i < flags.Length; i++)
        {
            bits[i >> 3] |= (byte)(flags[i] ? 1 << (i & 7) : 0);
        }

        return new ArrowBuffer(bits);
    }

    private static ArrayData Fixed(FixedWidthType type, IReadOnlyList<object?> values)
    {
        var width = type.BitWidth / 8;
        var bytes = new byte[values.Count * width];
        var write = FixedWriters.Of(type);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                write(value, bytes.AsSpan(i * width, width));
            }
        }

        return Flat(type, values, new ArrowBuffer(bytes));
    }

    private static byte[] Bytes(object? value) => value switch
    {
        null => [],
        string text => Encoding.UTF8.GetBytes(text),
        _ => (byte[])value,
    };

    private static ArrayData Offsets(IArrowType type, IReadOnlyList<object?> values, int width)
    {
        var ends = new List<int> { 0 };
        var bytes = new List<byte>();
        foreach (var value in values)
        {
            bytes.AddRange(Bytes(value));
            ends.Add(bytes.Count);
        }

        return Flat(type, values, Integers(ends, width), new ArrowBuffer(bytes.ToArray()));
    }

    private static ArrayData Views(IArrowType type, IReadOnlyList<object?> values)
    {
        var views = new byte[values.Count * 16];
        var data = new List<byte>();
        for (var i = 0; i < values.Count; i++)
        {
            var view = views.AsSpan(i * 16, 16);
            var bytes = Bytes(values[i]);
            BinaryPrimitives.WriteInt32LittleEndian(view, bytes.Length);
            bytes.AsSpan(0, Math.Min(bytes.Length, bytes.Length <= 12 ? 12 : 4)).CopyTo(view[4..]);
            if (bytes.Length > 12)
            {
                BinaryPrimitives.WriteInt32LittleEndian(view[12..], data.Count);
                data.AddRange(bytes);
            }
        }

        return Flat(type, values, new ArrowBuffer(views), new ArrowBuffer(data.ToArray()));
    }

    /// <summary>Every distinct value once, behind an entry that nothing refers to.</summary>
    private static ArrayData Encoded(DictionaryType type, IReadOnlyList<object?> values)
    {
        List<object?> distinct = [.. values.Where(value => value is not null).Distinct()];
        distinct.Insert(0, distinct.Count == 0 ? null : distinct[0]);
        object?[] indices = [.. values.Select(value => value is null ? null : (object)distinct.IndexOf(value, 1))];
        var plain = Build(type.IndexType, indices);
        return new ArrayData(type, plain.Length, plain.NullCount, 0, plain.Buffers, [], Build(type.ValueType, distinct));
    }

    private static ArrayData Runs(RunEndEncodedType type, IReadOnlyList<object?> values)
    {
        var (ends, kept) = (new List<object?>(), new List<object?>());
        for (var i = 0; i < values.Count; i++)
        {
            if (i + 1 == values.Count || !Equals(values[i], values[i + 1]))
            {
                ends.Add(i + 1);
                kept.Add(values[i]);
            }
        }

        return new ArrayData(type, values.Count, 0, 0, [], [Build(type.RunEndsDataType, ends), Build(type.ValuesDataType, kept)]);
    }
}
