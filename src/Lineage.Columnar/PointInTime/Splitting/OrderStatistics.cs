namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Finds numbers by their rank without sorting or copying them.</summary>
internal static class OrderStatistics
{
    private const int DigitBits = 16;
    private const int Digits = 1 << DigitBits;
    private const int WordBits = 64;
    private const ulong Sign = 1UL << (WordBits - 1);

    /// <summary>The number with so many before it in order, counting from 0.</summary>
    public static long Select(ReadOnlySpan<long> values, long rank)
    {
        var counts = new long[Digits];
        var prefix = 0UL;
        for (var shift = WordBits - DigitBits; shift >= 0; shift -= DigitBits)
        {
            Array.Clear(counts);
            Count(values, prefix, shift, counts);
            var digit = 0;
            while (rank >= counts[digit])
            {
                rank -= counts[digit++];
            }

            prefix = (prefix << DigitBits) | (uint)digit;
        }

        return (long)(prefix ^ Sign);
    }

    /// <summary>How many are less, how many are equal, and the least of those that are greater; null where none is.</summary>
    public static (long Less, long Equal, long? Next) Around(ReadOnlySpan<long> values, long value)
    {
        var (less, equal, next) = (0L, 0L, long.MaxValue);
        foreach (var other in values)
        {
            less += other < value ? 1 : 0;
            equal += other == value ? 1 : 0;
            next = other > value && other < next ? other : next;
        }

        return (less, equal, less + equal < values.Length ? next : null);
    }

    /// <summary>Counts the digits at a place of those numbers whose higher digits are known.</summary>
    private static void Count(ReadOnlySpan<long> values, ulong prefix, int shift, long[] counts)
    {
        var known = shift + DigitBits;
        foreach (var value in values)
        {
            var word = (ulong)value ^ Sign;
            if (known == WordBits || word >> known == prefix)
            {
                counts[(word >> shift) & (Digits - 1)]++;
            }
        }
    }
}
