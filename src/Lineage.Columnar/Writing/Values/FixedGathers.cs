using System.Numerics;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Chooses how values of one type become those of another of the same meaning, once for each array.</summary>
internal static class FixedGathers
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <exception cref="NotSupportedException">The two do not mean the same.</exception>
    public static FixedGather Of(IArrowType from, IArrowType to)
    {
        if (DecimalForm(from) is var (width, scale) && DecimalForm(to) is var (targetWidth, targetScale))
        {
            return new DecimalGather(width, scale, targetWidth, targetScale);
        }

        return IntegerTo(from, to) ?? FloatTo(from, to) ?? TimeTo(from, to) ?? IntervalTo(from, to) ?? throw new NotSupportedException($"{from.Name} cannot be written as {to.Name}");
    }

    private static (int Width, int Scale)? DecimalForm(IArrowType type) => type switch
    {
        Decimal32Type kind => (4, kind.Scale),
        Decimal64Type kind => (8, kind.Scale),
        Decimal128Type kind => (16, kind.Scale),
        Decimal256Type kind => (32, kind.Scale),
        _ => null,
    };

    private static FixedGather? IntegerTo(IArrowType from, IArrowType to) => to switch
    {
        Int8Type => IntegerFrom<sbyte>(from),
        Int16Type => IntegerFrom<short>(from),
        Int32Type => IntegerFrom<int>(from),
        Int64Type => IntegerFrom<long>(from),
        UInt8Type => IntegerFrom<byte>(from),
        UInt16Type => IntegerFrom<ushort>(from),
        UInt32Type => IntegerFrom<uint>(from),
        UInt64Type => IntegerFrom<ulong>(from),
        _ => null,
    };

    private static FixedGather? IntegerFrom<TTo>(IArrowType from)
        where TTo : unmanaged, IBinaryInteger<TTo> => from switch
        {
            Int8Type => Integers<sbyte, TTo>(),
            Int16Type => Integers<short, TTo>(),
            Int32Type => Integers<int, TTo>(),
            Int64Type => Integers<long, TTo>(),
            UInt8Type => Integers<byte, TTo>(),
            UInt16Type => Integers<ushort, TTo>(),
            UInt32Type => Integers<uint, TTo>(),
            UInt64Type => Integers<ulong, TTo>(),
            _ => null,
        };

    private static FixedGather Integers<TFrom, TTo>()
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo> =>
        typeof(TFrom) == typeof(TTo) ? new CopyGather<TTo>() : new ConvertingGather<TFrom, TTo, IntegerConversion<TFrom, TTo>>(default);

    private static FixedGather? FloatTo(IArrowType from, IArrowType to) => to switch
    {
        HalfFloatType => FloatFrom<Half>(from),
        FloatType => FloatFrom<float>(from),
        DoubleType => FloatFrom<double>(from),
        _ => null,
    };

    private static FixedGather? FloatFrom<TTo>(IArrowType from)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> => from switch
        {
            HalfFloatType => Floats<Half, TTo>(),
            FloatType => Floats<float, TTo>(),
            DoubleType => Floats<double, TTo>(),
            _ => null,
        };

    private static FixedGather Floats<TFrom, TTo>()
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> =>
        typeof(TFrom) == typeof(TTo) ? new CopyGather<TTo>() : new ConvertingGather<TFrom, TTo, FloatConversion<TFrom, TTo>>(default);

    private static FixedGather? TimeTo(IArrowType from, IArrowType to)
    {
        if (CountsOf(from) is not { } source || CountsOf(to) is not { } target || source.Kind != target.Kind)
        {
            return null;
        }

        var (multiplier, divisor) = source.Nanoseconds >= target.Nanoseconds ? (source.Nanoseconds / target.Nanoseconds, 1L) : (1L, target.Nanoseconds / source.Nanoseconds);
        return (source.Width, target.Width) switch
        {
            (4, 4) => Counts<int, int>(multiplier, divisor, from),
            (4, 8) => Counts<int, long>(multiplier, divisor, from),
            (8, 4) => Counts<long, int>(multiplier, divisor, from),
            _ => Counts<long, long>(multiplier, divisor, from),
        };
    }

    private static FixedGather Counts<TFrom, TTo>(long multiplier, long divisor, IArrowType from)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo> =>
        typeof(TFrom) == typeof(TTo) && multiplier == 1 && divisor == 1
            ? new CopyGather<TTo>()
            : new ConvertingGather<TFrom, TTo, UnitConversion<TFrom, TTo>>(new(multiplier, divisor, isFloored: from is Date64Type));

    private static FixedGather? IntervalTo(IArrowType from, IArrowType to) => (from, to) switch
    {
        (IntervalType { Unit: IntervalUnit.YearMonth }, IntervalType { Unit: IntervalUnit.YearMonth }) => new CopyGather<int>(),
        (IntervalType { Unit: IntervalUnit.DayTime }, IntervalType { Unit: IntervalUnit.DayTime }) => new CopyGather<long>(),
        (IntervalType { Unit: IntervalUnit.MonthDayNanosecond }, IntervalType { Unit: IntervalUnit.MonthDayNanosecond }) => new CopyGather<Int128>(),
        _ => null,
    };

    private static (string Kind, int Width, long Nanoseconds)? CountsOf(IArrowType type) => type switch
    {
        Date32Type => ("date", 4, MillisecondsPerDay * 1_000_000),
        Date64Type => ("date", 8, 1_000_000),
        Time32Type time => ("time", 4, Nanoseconds(time.Unit)),
        Time64Type time => ("time", 8, Nanoseconds(time.Unit)),
        TimestampType time => (string.IsNullOrEmpty(time.Timezone) ? "timestamp" : "instant", 8, Nanoseconds(time.Unit)),
        DurationType duration => ("duration", 8, Nanoseconds(duration.Unit)),
        _ => null,
    };

    private static long Nanoseconds(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1_000,
        _ => 1,
    };
}
