using Lineage.Columnar.Canonical;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>A table by event time.</summary>
/// <param name="Column">The column of event times.</param>
/// <param name="Width">The length of every bucket; one of a few fixed lengths that divide each other, so that any two tables compare. Buckets begin at its multiples since 1970.</param>
/// <param name="Buckets">The buckets that have rows, by time; before them the rows without an event time, where there are any.</param>
public sealed record TimeBuckets(string Column, TimeSpan Width, IReadOnlyList<TimeBucket> Buckets)
{
    private const long NanosecondsPerTick = 100;

    internal static TimeBuckets Of(string column, TimeBucketSums sums)
    {
        var width = TimeLadder.WidthOf(sums.Level);
        return new(column, TimeSpan.FromTicks(width / NanosecondsPerTick), [.. sums.Ordered.Select(bucket => new TimeBucket(StartOf(bucket.Key, width), bucket.Value.Rows, bucket.Value.ToDigest()))]);
    }

    /// <summary>The level of the width on the ladder; null where it is none.</summary>
    internal int? Level => TimeLadder.LevelOf(Width.Ticks * NanosecondsPerTick);

    internal static Instant? StartOf(long bucket, long width) => bucket == CanonicalColumn.NullTime ? null : new Instant((Int128)bucket * width);
}
