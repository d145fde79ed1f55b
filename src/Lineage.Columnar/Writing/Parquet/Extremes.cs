using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>The least and the greatest of some numbers, as the format wants them in statistics: none where a NaN is among them, and zeros widened to both signs.</summary>
internal static class Extremes
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFind<T>(ReadOnlySpan<T> values, out T min, out T max)
        where T : unmanaged, INumber<T>
    {
        (min, max) = (T.Zero, T.Zero);
        if (values.IsEmpty)
        {
            return false;
        }

        (min, max) = (values[0], values[0]);
        var (i, isNumber) = (0, true);
        if (Vector.IsHardwareAccelerated && values.Length >= Vector<T>.Count)
        {
            var (least, greatest, areNumbers) = (new Vector<T>(values), new Vector<T>(values), Vector<byte>.AllBitsSet);
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var some = new Vector<T>(values[i..]);
                areNumbers &= Vector.AsVectorByte(Vector.Equals(some, some));
                (least, greatest) = (Vector.Min(least, some), Vector.Max(greatest, some));
            }

            isNumber = Vector.EqualsAll(areNumbers, Vector<byte>.AllBitsSet);
            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                (min, max) = (T.Min(min, least[lane]), T.Max(max, greatest[lane]));
            }
        }

        for (; i < values.Length; i++)
        {
            isNumber &= !T.IsNaN(values[i]);
            (min, max) = (T.Min(min, values[i]), T.Max(max, values[i]));
        }

        min = min == T.Zero ? -T.Zero : min;
        max = max == T.Zero ? T.Zero : max;
        return isNumber;
    }
}
