using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Tables;

/// <summary>Writes Arrow arrays byte by byte, so that every physical type can be made, also with rubbish under the nulls.</summary>
internal static class TestArrays
{
    public static object? Rubbish(ColumnKind kind, Random random) => kind switch
    {
        ColumnKind.Float => random.NextDouble(),
        ColumnKind.Text => "rubbish",
        ColumnKind.Flag => random.Next(2) == 0,
        _ => (long)random.Next(100),
    };

    public static ArrayData Build(ColumnKind kind, object?[] values, Random random)
    {
        switch (kind)
        {
            case ColumnKind.Integer:
                IArrowType[] integers = values.All(value => value is null or (>= 0L and <= 100L))
                    ? [Int8Type.Default, UInt8Type.Default, Int16Type.Default, UInt16Type.Default, Int32Type.Default, UInt32Type.Default, Int64Type.Default, UInt64Type.Default]
                    : [Int64Type.Default];
                return MaybeEncoded(Fixed(integers[random.Next(integers.Length)], values, random), values.Length, random);
            case ColumnKind.Float:
                var narrow = values.All(value => value is null || BitConverter.DoubleToInt64Bits((float)(double)value) == BitConverter.DoubleToInt64Bits((double)value));
                return Fixed(narrow && random.Next(2) == 0 ? FloatType.Default : DoubleType.Default, values, random);
            case ColumnKind.Instant:
                return Instants(values, random);
            case ColumnKind.Flag:
                return Flags(values, random);
            default:
                return Text(values, random);
        }
    }

    public static ArrayData Fixed(IArrowType type, object?[] values, Random random)
    {
        var width = ((FixedWidthType)type).BitWidth / 8;
        var bytes = new byte[values.Length * width];
        random.NextBytes(bytes);
        Span<byte> wide = stackalloc byte[8];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            if (type is FloatType)
            {
                BinaryPrimitives.WriteSingleLittleEndian(wide, (float)Convert.ToDouble(value, CultureInfo.InvariantCulture));
            }
            else if (value is double number)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(wide, number);
            }
            else
            {
                BinaryPrimitives.WriteInt64LittleEndian(wide, (long)value);
            }

            wide[..width].CopyTo(bytes.AsSpan(i * width));
        }

        return new ArrayData(type, values.Length, Nulls(values), 0, [Validity(values), new ArrowBuffer(bytes)], []);
    }

    public static ArrayData Text(object?[] values, Random random) => random.Next(4) switch
    {
        0 => Offsets(StringType.Default, values, 4),
        1 => Offsets(LargeStringType.Default, values, 8),
        2 => Views(values),
        _ => Encoded(Offsets(StringType.Default, values, 4), values.Length, random),
    };

    public static ArrowBuffer Validity(object?[] values)
    {
        if (Nulls(values) == 0)
        {
            return ArrowBuffer.Empty;
        }

        var bits = new byte[(values.Length + 7) / 8];
        for (var i = 0; i < values.Length; i++)
        {
            bits[i >> 3] |= (byte)(values[i] is null ? 0 : 1 << (i & 7));
        }

        return new ArrowBuffer(bits);
    }

    public static int Nulls(object?[] values) => values.Count(value => value is null);

    private static ArrayData Instants(object?[] values, Random random)
    {
        var scale = random.Next(3);
        var (unit, factor) = scale switch { 0 => (TimeUnit.Millisecond, 1L), 1 => (TimeUnit.Microsecond, 1_000L), _ => (TimeUnit.Nanosecond, 1_000_000L) };
        var zone = random.Next(2) == 0 ? "UTC" : "Europe/Zurich";
        var plain = Fixed(Int64Type.Default, [.. values.Select(value => value is null ? null : (object)((long)value * factor))], random);
        return new ArrayData(new TimestampType(unit, zone), plain.Length, plain.NullCount, 0, plain.Buffers, []);
    }

    private static ArrayData Flags(object?[] values, Random random)
    {
        var bits = new byte[(values.Length + 7) / 8];
        random.NextBytes(bits);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is bool flag)
            {
                bits[i >> 3] = (byte)(flag ? bits[i >> 3] | (1 << (i & 7)) : bits[i >> 3] & ~(1 << (i & 7)));
            }
        }

        return new ArrayData(BooleanType.Default, values.Length, Nulls(values), 0, [Validity(values), new ArrowBuffer(bits)], []);
    }

    /// <summary>Nulls get bytes of their own, which are not UTF-8.</summary>
    private static ArrayData Offsets(IArrowType type, object?[] values, int width)
    {
        var bytes = new List<byte>();
        var offsets = new byte[(values.Length + 1) * width];
        for (var i = 0; i < values.Length; i++)
        {
            bytes.AddRange(values[i] is string text ? Encoding.UTF8.GetBytes(text) : [0xFF, 0xC0]);
            BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan((i + 1) * width), bytes.Count);
        }

        return new ArrayData(type, values.Length, Nulls(values), 0, [Validity(values), new ArrowBuffer(offsets), new ArrowBuffer(bytes.ToArray())], []);
    }

    private static ArrayData Views(object?[] values)
    {
        var views = new byte[values.Length * 16];
        var data = new List<byte>();
        for (var i = 0; i < values.Length; i++)
        {
            var view = views.AsSpan(i * 16, 16);
            if (values[i] is not string text)
            {
                view.Fill(0xEE);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(view, bytes.Length);
            if (bytes.Length <= 12)
            {
                bytes.CopyTo(view[4..]);
                continue;
            }

            bytes.AsSpan(0, 4).CopyTo(view[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(view[12..], data.Count);
            data.AddRange(bytes);
        }

        ArrowBuffer[] buffers = [Validity(values), new ArrowBuffer(views), new ArrowBuffer(data.ToArray())];
        return new ArrayData(StringViewType.Default, values.Length, Nulls(values), 0, buffers, []);
    }

    private static ArrayData MaybeEncoded(ArrayData values, int length, Random random) => random.Next(3) switch
    {
        0 => Encoded(values, length, random),
        1 when length > 0 => Runs(values, length),
        _ => values,
    };

    /// <summary>Indices into the values themselves, in steps that do not start at 0; nulls come from the dictionary.</summary>
    private static ArrayData Encoded(ArrayData values, int length, Random random)
    {
        var indices = Fixed(length < 100 ? Int8Type.Default : Int32Type.Default, [.. Enumerable.Range(0, length).Select(i => (object)(long)i)], random);
        return new ArrayData(new DictionaryType(indices.DataType, values.DataType, false), length, 0, 0, indices.Buffers, [], values);
    }

    private static ArrayData Runs(ArrayData values, int length)
    {
        var ends = Fixed(Int32Type.Default, [.. Enumerable.Range(1, length).Select(i => (object)(long)i)], new Random(1));
        return new ArrayData(new RunEndEncodedType(Int32Type.Default, values.DataType), length, 0, 0, [], [ends, values]);
    }
}
