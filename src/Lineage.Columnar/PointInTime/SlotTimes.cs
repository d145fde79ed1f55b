using System.Numerics;
using System.Runtime.CompilerServices;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The label times of the slots of a spine: as 64-bit nanoseconds where all of them are, both ends excluded, else wider.</summary>
internal sealed class SlotTimes
{
    private readonly long[]? _narrow;
    private Int128[]? _wide;

    public SlotTimes(long[] times) => _narrow = times;

    public SlotTimes(Int128[] times) => _wide = times;

    public bool IsNarrow => _narrow is not null;

    public int Length => _narrow?.Length ?? _wide!.Length;

    public Instant this[int slot] => new(_narrow is null ? _wide![slot] : _narrow[slot]);

    /// <summary>As 64-bit nanoseconds, which is possible only where they are narrow, or as 128-bit ones.</summary>
    public T[] As<T>()
        where T : unmanaged, IBinaryInteger<T> =>
        typeof(T) == typeof(long) ? (T[])(object)_narrow! : (T[])(object)(_wide ??= Array.ConvertAll(_narrow!, static time => (Int128)time));

    /// <summary>The first of some slots, sorted by time, that is at or after a time; the end where there is none.</summary>
    public int FirstAtOrAfter(int start, int end, Instant time) => _narrow is null
        ? FirstAtOrAfter(_wide!, start, end, time.UnixNanoseconds)
        : FirstAtOrAfter(_narrow, start, end, (long)Int128.Clamp(time.UnixNanoseconds, long.MinValue, long.MaxValue));

    /// <summary>As above. There is no branch on a time in it, so that several searches can be under way at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstAtOrAfter<T>(ReadOnlySpan<T> times, int start, int end, T time)
        where T : unmanaged, IBinaryInteger<T>
    {
        var count = end - start;
        while (count > 1)
        {
            var half = count >> 1;
            start += half & -IsBefore(times[start + half - 1], time);
            count -= half;
        }

        return count > 0 ? start + IsBefore(times[start], time) : start;
    }

    /// <summary>1 where a time is before another, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsBefore<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T> => left < right ? 1 : 0;
}
