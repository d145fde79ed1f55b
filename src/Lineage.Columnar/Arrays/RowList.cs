using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Arrays;

/// <summary>Rows of an array, each of them proven to be in it or <see cref="None"/>, so that loops over them need no check.</summary>
internal readonly ref struct RowList
{
    /// <summary>No row: it gives null.</summary>
    public const int None = -1;

    private RowList(ReadOnlySpan<int> rows, int beyond, bool hasNone)
    {
        Rows = rows;
        Beyond = beyond;
        HasNone = hasNone;
    }

    public ReadOnlySpan<int> Rows { get; }

    public int Count => Rows.Length;

    /// <summary>One more than the highest row: no row reads at or behind it. 0 where there is no row.</summary>
    public int Beyond { get; }

    /// <summary>Whether <see cref="None"/> is among them.</summary>
    public bool HasNone { get; }

    /// <exception cref="ArgumentOutOfRangeException">A row is not in an array of this length.</exception>
    public static RowList Of(ReadOnlySpan<int> rows, int length)
    {
        var (lowest, beyond) = Bounds(rows);
        if (beyond > (uint)length)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), beyond - 1, $"An array of {length} rows has no such row.");
        }

        return new(rows, (int)beyond, lowest == 0 && rows.Length > 0);
    }

    /// <summary>The lowest and highest of the rows, each counted from 1, so that <see cref="None"/> is 0 and other negative ones are very high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static (uint Lowest, uint Highest) Bounds(ReadOnlySpan<int> rows)
    {
        var (lowest, highest, i) = (uint.MaxValue, 0u, 0);
        if (Vector256.IsHardwareAccelerated && rows.Length >= Vector256<uint>.Count)
        {
            ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, uint>(rows));
            var (low, high) = (Vector256<uint>.AllBitsSet, Vector256<uint>.Zero);
            for (; i <= rows.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                var eight = Vector256.LoadUnsafe(ref first, (nuint)i) + Vector256<uint>.One;
                low = Vector256.Min(low, eight);
                high = Vector256.Max(high, eight);
            }

            for (var lane = 0; lane < Vector256<uint>.Count; lane++)
            {
                lowest = Math.Min(lowest, low[lane]);
                highest = Math.Max(highest, high[lane]);
            }
        }

        for (; i < rows.Length; i++)
        {
            var row = unchecked((uint)rows[i] + 1);
            lowest = Math.Min(lowest, row);
            highest = Math.Max(highest, row);
        }

        return (lowest, highest);
    }
}
