namespace Lineage.Columnar.PointInTime;

/// <summary>Sorts by counting digits, from the lowest on. It takes as many passes as the keys' range needs, so that a few years of seconds take few.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Brings items into the order of their keys, each item being the place of its key; the keys stay where they are. Items of one key keep their order.</summary>
    public static void Sort(long[] keys, int[] items)
    {
        if (keys.Length == 0)
        {
            return;
        }

        var (least, greatest, common) = (keys[0], keys[0], 0L);
        foreach (var key in keys)
        {
            (least, greatest) = (Math.Min(least, key), Math.Max(greatest, key));
        }

        // Times are mostly multiples of a unit: zeros that all differences end in need no pass.
        foreach (var key in keys)
        {
            common |= key - least;
        }

        var (from, to) = (items, new int[items.Length]);
        var range = (ulong)greatest - (ulong)least;
        for (var shift = long.TrailingZeroCount(common); shift < 64 && range >> (int)shift != 0; shift += DigitBits)
        {
            Pass(keys, least, (int)shift, from, to);
            (from, to) = (to, from);
        }

        if (from != items)
        {
            from.CopyTo(items, 0);
        }
    }

    private static void Pass(long[] keys, long least, int shift, int[] from, int[] to)
    {
        Span<int> places = stackalloc int[Digits];
        places.Clear();
        foreach (var key in keys)
        {
            places[DigitOf(key, least, shift)]++;
        }

        var sum = 0;
        for (var digit = 0; digit < Digits; digit++)
        {
            (places[digit], sum) = (sum, sum + places[digit]);
        }

        foreach (var item in from)
        {
            to[places[DigitOf(keys[item], least, shift)]++] = item;
        }
    }

    private static int DigitOf(long key, long least, int shift) => (int)(((ulong)key - (ulong)least) >> shift) & (Digits - 1);
}
