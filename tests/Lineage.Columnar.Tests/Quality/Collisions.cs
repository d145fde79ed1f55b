namespace Lineage.Columnar.Tests.Quality;

/// <summary>Pairs of equal hashes among many, all pairs at once by sorting.</summary>
internal static class Collisions
{
    public static double Pairs(int count) => count / 2.0 * (count - 1);

    /// <summary>How many standard deviations the number of equal windows lies from what chance makes: about n(n-1)/2 / 2^bits, as Poisson's law spreads it.</summary>
    public static double Deviation(ReadOnlySpan<HashPair> hashes, HashWindow window, int bits)
    {
        var words = new uint[hashes.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = window.Take(hashes[i], bits);
        }

        var expected = Pairs(words.Length) / Math.Pow(2, bits);
        return (Equal(words) - expected) / Math.Sqrt(expected);
    }

    /// <summary>Pairs equal in word a, in word b, and in both.</summary>
    public static (long A, long B, long Both) Exact(ReadOnlySpan<HashPair> hashes)
    {
        var (a, b, both) = (new ulong[hashes.Length], new ulong[hashes.Length], new UInt128[hashes.Length]);
        for (var i = 0; i < hashes.Length; i++)
        {
            (a[i], b[i], both[i]) = (hashes[i].A, hashes[i].B, new(hashes[i].A, hashes[i].B));
        }

        return (Equal(a), Equal(b), Equal(both));
    }

    private static long Equal<T>(T[] words)
        where T : IEquatable<T>
    {
        Array.Sort(words);
        var (pairs, run) = (0L, 0L);
        for (var i = 1; i < words.Length; i++)
        {
            run = words[i].Equals(words[i - 1]) ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }
}
