using System.Buffers.Binary;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Spreads the values of a leaf over its slots and brings them to the layout of Arrow.</summary>
internal static class LeafArrays
{
    private const long NanosecondsPerDay = 86_400_000_000_000;
    private const int UnixEpochJulianDay = 2_440_588;

    private delegate void Converter(ReadOnlySpan<byte> value, Span<byte> target);

    public static ArrayData Build(ParquetNode leaf, LeafData data)
    {
        var (valid, slots) = Slots(leaf, data);
        var nulls = valid is null ? 0 : slots - valid.AsSpan(0, slots).Count(true);
        if (data.Values.Count != slots - nulls)
        {
            throw new InvalidDataException($"has {data.Values.Count} values for {slots - nulls} places");
        }

        var validity = nulls == 0 ? ArrowBuffer.Empty : NestedArrays.Bits(valid!, slots);
        return leaf.Type switch
        {
            NullType => nulls == slots
                ? new ArrayData(leaf.Type, slots, slots, 0, [], [])
                : throw new InvalidDataException("has values in a column of nulls"),
            BooleanType => new ArrayData(leaf.Type, slots, nulls, 0, [validity, Booleans(data.Values, valid, slots)], []),
            StringType or BinaryType => Bytes(leaf.Type, data.Values, valid, slots, nulls, validity),
            _ => new ArrayData(leaf.Type, slots, nulls, 0, [validity, Fixed(leaf, data.Values, valid, slots)], []),
        };
    }

    private static (bool[]? Valid, int Slots) Slots(ParquetNode leaf, LeafData data)
    {
        if (leaf.Definition == 0)
        {
            return (null, data.Entries);
        }

        var definitions = data.Definitions.Span;
        var valid = new bool[definitions.Length];
        var slots = 0;
        foreach (var definition in definitions)
        {
            if (definition >= leaf.SlotDefinition)
            {
                valid[slots++] = definition == leaf.Definition;
            }
        }

        return (valid, slots);
    }

    private static ArrowBuffer Booleans(ValueStore values, bool[]? valid, int slots)
    {
        var spread = new bool[slots];
        var next = 0;
        for (var slot = 0; slot < slots; slot++)
        {
            spread[slot] = (valid is null || valid[slot]) && values.Bytes.Span[next++] != 0;
        }

        return NestedArrays.Bits(spread, slots);
    }

    private static ArrayData Bytes(IArrowType type, ValueStore values, bool[]? valid, int slots, int nulls, ArrowBuffer validity)
    {
        var offsets = new byte[(slots + 1) * 4];
        var (next, end) = (0, 0);
        for (var slot = 0; slot < slots; slot++)
        {
            if (valid is null || valid[slot])
            {
                end += values[next++].Length;
            }

            BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan((slot + 1) * 4), end);
        }

        return new ArrayData(type, slots, nulls, 0, [validity, new ArrowBuffer(offsets), new ArrowBuffer(values.Bytes.Memory)], []);
    }

    private static ArrowBuffer Fixed(ParquetNode leaf, ValueStore values, bool[]? valid, int slots)
    {
        var width = ((FixedWidthType)leaf.Type).BitWidth / 8;
        var convert = ConverterOf(leaf);
        if (convert is null && valid is null)
        {
            return new ArrowBuffer(values.Bytes.Memory);
        }

        var target = new byte[checked(slots * width)];
        var next = 0;
        for (var slot = 0; slot < slots; slot++)
        {
            if (valid is not null && !valid[slot])
            {
                continue;
            }

            var place = target.AsSpan(slot * width, width);
            if (convert is null)
            {
                values[next++].CopyTo(place);
            }
            else
            {
                convert(values[next++], place);
            }
        }

        return new ArrowBuffer(target);
    }

    private static Converter? ConverterOf(ParquetNode leaf) => (leaf.Element.Type, leaf.Element.Annotation) switch
    {
        (PhysicalType.Int32 or PhysicalType.Int64, Annotation.Decimal) => static (value, target) => WriteDecimal(new BigInteger(value), target),
        (_, Annotation.Decimal) => static (value, target) => WriteDecimal(new BigInteger(value, isBigEndian: true), target),
        (PhysicalType.Int96, _) => WriteInt96,
        (_, Annotation.Interval) => WriteInterval,
        _ => null,
    };

    private static void WriteDecimal(BigInteger number, Span<byte> target)
    {
        target.Fill(number.Sign < 0 ? byte.MaxValue : (byte)0);
        if (!number.TryWriteBytes(target, out _))
        {
            throw new InvalidDataException($"has a decimal beyond {target.Length} bytes");
        }
    }

    /// <summary>Nanoseconds of the day, then the Julian day.</summary>
    private static void WriteInt96(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var days = (long)BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - UnixEpochJulianDay;
        BinaryPrimitives.WriteInt64LittleEndian(target, checked((days * NanosecondsPerDay) + BinaryPrimitives.ReadInt64LittleEndian(value)));
    }

    private static void WriteInterval(ReadOnlySpan<byte> value, Span<byte> target)
    {
        value[..8].CopyTo(target);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) * 1_000_000L);
    }
}
