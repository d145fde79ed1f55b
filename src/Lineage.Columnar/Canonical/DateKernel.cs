using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>Dates in days (4 bytes) or milliseconds (8 bytes, a part of a day is dropped towards the past).</summary>
internal readonly struct DateKernel(int width) : IFixedKernel
{
    private const long MillisecondsPerDay = 86_400_000;
    private const long NanosecondsPerDay = 86_400_000_000_000;
    private const long MostDays = long.MaxValue / NanosecondsPerDay;

    public int Width => width;

    public int Encode(ReadOnlySpan<byte> value, Span<byte> target)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], Days(value));
        return 9;
    }

    public bool AreWords(ReadOnlySpan<byte> values) => true;

    public bool IsWord(ReadOnlySpan<byte> value) => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(ref byte value) => (ulong)(width == sizeof(int) ? Unsafe.ReadUnaligned<int>(ref value) : WholeDays(Unsafe.ReadUnaligned<long>(ref value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> FourWords(ref byte values) => width == sizeof(int)
        ? WideLoad.Int32(ref values)
        : Vector256.Create(Word(ref values), Word(ref Unsafe.Add(ref values, 8)), Word(ref Unsafe.Add(ref values, 16)), Word(ref Unsafe.Add(ref values, 24)));

    public bool TryGetTimes(ReadOnlySpan<byte> values, Span<long> nanoseconds)
    {
        for (var i = 0; i < nanoseconds.Length; i++)
        {
            var days = Days(values[(i * width)..]);
            if (days is < -MostDays or > MostDays)
            {
                return false;
            }

            nanoseconds[i] = days * NanosecondsPerDay;
        }

        return true;
    }

    public string Format(ReadOnlySpan<byte> value)
    {
        var number = Days(value) + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"1970-01-01{Days(value):+0;-0}d");
    }

    public bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant)
    {
        instant = new Instant((Int128)Days(value) * NanosecondsPerDay);
        return true;
    }

    public bool TryGetDouble(ReadOnlySpan<byte> value, out double number)
    {
        number = 0;
        return false;
    }

    private long Days(ReadOnlySpan<byte> value) => width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(value) : WholeDays(BinaryPrimitives.ReadInt64LittleEndian(value));

    public static long WholeDays(long milliseconds)
    {
        var days = milliseconds / MillisecondsPerDay;
        return milliseconds % MillisecondsPerDay < 0 ? days - 1 : days;
    }
}
