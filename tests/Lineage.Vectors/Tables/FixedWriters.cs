using System.Buffers.Binary;
using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>The bytes of one value of a type of fixed width.</summary>
internal static class FixedWriters
{
    public delegate void Writer(object value, Span<byte> target);

    public static Writer Of(FixedWidthType type) => type switch
    {
        HalfFloatType => (value, target) => BinaryPrimitives.WriteHalfLittleEndian(target, (Half)PlainValues.Number(value)),
        FloatType => (value, target) => BinaryPrimitives.WriteSingleLittleEndian(target, (float)PlainValues.Number(value)),
        DoubleType => (value, target) => BinaryPrimitives.WriteDoubleLittleEndian(target, PlainValues.Number(value)),
        Decimal32Type kind => Decimal(kind.Scale),
        Decimal64Type kind => Decimal(kind.Scale),
        Decimal128Type kind => Decimal(kind.Scale),
        Decimal256Type kind => Decimal(kind.Scale),
        FixedSizeBinaryType => (value, target) => ((byte[])value).CopyTo(target),
        Date32Type => (value, target) => Integer(PlainValues.DayNumber(value), target),
        Date64Type => (value, target) => Integer(PlainValues.DayNumber(value) * 86_400_000L, target),
        TimeBasedType kind => Timed(kind.Unit),
        IntervalType kind => Interval(kind.Unit),
        _ => (value, target) => Integer(PlainValues.Integer(value), target),
    };

    private static Writer Timed(TimeUnit unit) => (value, target) => Integer(PlainValues.Count(value, unit), target);

    private static Writer Decimal(int scale) => (value, target) =>
    {
        var digits = PlainValues.Unscaled((string)value, scale);
        target.Fill(digits.Sign < 0 ? byte.MaxValue : (byte)0);
        if (!digits.TryWriteBytes(target, out _))
        {
            throw new ArgumentException($"{value} does not fit into {target.Length} bytes.", nameof(value));
        }
    };

    private static Writer Interval(IntervalUnit unit) => (value, target) =>
    {
        var (months, days, nanoseconds) = (CalendarSpan)value;
        switch (unit)
        {
            case IntervalUnit.YearMonth:
                BinaryPrimitives.WriteInt32LittleEndian(target, months);
                break;
            case IntervalUnit.DayTime:
                BinaryPrimitives.WriteInt32LittleEndian(target, days);
                BinaryPrimitives.WriteInt32LittleEndian(target[4..], (int)(nanoseconds / 1_000_000));
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(target, months);
                BinaryPrimitives.WriteInt32LittleEndian(target[4..], days);
                BinaryPrimitives.WriteInt64LittleEndian(target[8..], nanoseconds);
                break;
        }
    };

    private static void Integer(Int128 value, Span<byte> target)
    {
        Span<byte> wide = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(wide, value);
        wide[..target.Length].CopyTo(target);
    }
}
