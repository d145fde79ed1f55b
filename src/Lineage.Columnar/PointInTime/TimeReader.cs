using System.Numerics;
using System.Runtime.InteropServices;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads instants as nanoseconds of 64 or of 128 bits; null is the least number.</summary>
internal static class TimeReader
{
    /// <summary>False where an instant is not within so many bits, which of 128 all are.</summary>
    public static bool Read<T>(CanonicalColumn column, int start, Span<T> times)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (typeof(T) == typeof(long))
        {
            return column.TryGetExactTimes(start, MemoryMarshal.Cast<T, long>(times));
        }

        for (var i = 0; i < times.Length; i++)
        {
            times[i] = column.TryGetInstant(start + i, out var instant) ? T.CreateTruncating(instant.UnixNanoseconds) : T.MinValue;
        }

        return true;
    }
}
