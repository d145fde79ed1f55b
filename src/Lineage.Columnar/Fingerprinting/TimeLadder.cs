using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// The widths of time buckets. Each divides the next, so that buckets of one width fall whole into those of any wider one, and tables that were bucketed differently still compare.
/// </summary>
internal static class TimeLadder
{
    private const long Second = 1_000_000_000;
    private const long Hour = 3600 * Second;
    private const long Day = 24 * Hour;
    private static readonly long[] Widths = [Second, 10 * Second, 60 * Second, 600 * Second, Hour, 6 * Hour, Day, 10 * Day, 100 * Day, 1_000 * Day, 10_000 * Day];

    /// <summary>The widest: it covers every instant of 64 bits in a few dozen buckets.</summary>
    public static int Last => Widths.Length - 1;

    /// <summary>Nanoseconds of a bucket.</summary>
    public static long WidthOf(int level) => Widths[level];

    /// <summary>The level of a width; null where it is none.</summary>
    public static int? LevelOf(long width) => System.Array.IndexOf(Widths, width) is >= 0 and var level ? level : null;

    /// <summary>Which bucket a time falls into, counted from 1970: the floor of time / width. Null has its own.</summary>
    public static long BucketOf(long nanoseconds, int level) => nanoseconds == CanonicalColumn.NullTime ? CanonicalColumn.NullTime : Floor(nanoseconds, Widths[level]);

    /// <summary>The bucket of a wider level that a bucket lies in.</summary>
    public static long Widen(long bucket, int from, int to) => bucket == CanonicalColumn.NullTime ? bucket : Floor(bucket, Widths[to] / Widths[from]);

    private static long Floor(long number, long divisor)
    {
        var quotient = number / divisor;
        return number < 0 && quotient * divisor != number ? quotient - 1 : quotient;
    }
}
