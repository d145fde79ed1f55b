using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>Integers, times and durations of one width and unit as those of another.</summary>
internal static class IntegerConversion
{
    /// <summary>The values in the width and unit of a type.</summary>
    /// <exception cref="OverflowException">A value does not fit.</exception>
    public static byte[] Scale(ArrayData data, IArrowType type)
    {
        var factor = UnitOf(data.DataType) is { } from && UnitOf(type) is { } to ? Factor(from, to) : 1;
        var wide = new ArrayData(Int64Type.Default, data.Length, data.NullCount, 0, [data.Buffers[0], new ArrowBuffer(Widen(data))], []);
        var moved = data.Offset == 0 ? wide : new ArrayData(Int64Type.Default, data.Length, data.NullCount, 0, [new(BitConcatenation.Validity([data])), wide.Buffers[1]], []);
        return type switch
        {
            Int16Type => Conversion.Each<long, short>(moved, value => checked((short)value)),
            UInt16Type => Conversion.Each<long, ushort>(moved, value => checked((ushort)value)),
            Int32Type or Time32Type => Conversion.Each<long, int>(moved, value => checked((int)(value * factor))),
            UInt32Type => Conversion.Each<long, uint>(moved, value => checked((uint)value)),
            UInt64Type => Conversion.Each<long, ulong>(moved, value => checked((ulong)value)),
            _ => Conversion.Each<long, long>(moved, value => checked(value * factor)),
        };
    }

    private static byte[] Widen(ArrayData data) => data.DataType switch
    {
        Int8Type => Conversion.Each<sbyte, long>(data, value => value),
        UInt8Type => Conversion.Each<byte, long>(data, value => value),
        Int16Type => Conversion.Each<short, long>(data, value => value),
        UInt16Type => Conversion.Each<ushort, long>(data, value => value),
        Int32Type or Time32Type => Conversion.Each<int, long>(data, value => value),
        UInt32Type => Conversion.Each<uint, long>(data, value => value),
        UInt64Type => Conversion.Each<ulong, long>(data, value => checked((long)value)),
        _ => Conversion.Each<long, long>(data, value => value),
    };

    private static TimeUnit? UnitOf(IArrowType type) => type switch
    {
        TimestampType time => time.Unit,
        DurationType time => time.Unit,
        TimeType time => time.Unit,
        _ => null,
    };

    /// <summary>Units are thousandths of each other.</summary>
    private static long Factor(TimeUnit from, TimeUnit to)
    {
        var factor = 1L;
        for (var unit = from; unit < to; unit++)
        {
            factor *= 1_000;
        }

        return factor;
    }
}
