using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.Intrinsics;
using Apache.Arrow.Types;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>Calendar intervals of any unit as months, days and nanoseconds.</summary>
internal readonly struct IntervalKernel(IntervalUnit unit) : IFixedKernel
{
    public int Width => unit switch
    {
        IntervalUnit.YearMonth => 4,
        IntervalUnit.DayTime => 8,
        _ => 16,
    };

    public int Encode(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var (months, days, nanoseconds) = Parts(value);
        BinaryPrimitives.WriteInt32LittleEndian(target[1..], months);
        BinaryPrimitives.WriteInt32LittleEndian(target[5..], days);
        BinaryPrimitives.WriteInt64LittleEndian(target[9..], nanoseconds);
        return 17;
    }

    public bool AreWords(ReadOnlySpan<byte> values) => values.IsEmpty;

    public bool IsWord(ReadOnlySpan<byte> value) => false;

    public ulong Word(ref byte value) => 0;

    public Vector256<ulong> FourWords(ref byte values) => Vector256<ulong>.Zero;

    public bool TryGetTimes(ReadOnlySpan<byte> values, Span<long> nanoseconds) => false;

    public string Format(ReadOnlySpan<byte> value)
    {
        var (months, days, nanoseconds) = Parts(value);
        return string.Create(CultureInfo.InvariantCulture, $"{months}mo {days}d {nanoseconds}ns");
    }

    public bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant)
    {
        instant = default;
        return false;
    }

    public bool TryGetDouble(ReadOnlySpan<byte> value, out double number)
    {
        number = 0;
        return false;
    }

    public (int Months, int Days, long Nanoseconds) Parts(ReadOnlySpan<byte> value) => unit switch
    {
        IntervalUnit.YearMonth => (BinaryPrimitives.ReadInt32LittleEndian(value), 0, 0),
        IntervalUnit.DayTime => (0, BinaryPrimitives.ReadInt32LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[4..]) * 1_000_000L),
        _ => (BinaryPrimitives.ReadInt32LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[4..]), BinaryPrimitives.ReadInt64LittleEndian(value[8..])),
    };
}
