using Lineage.Columnar.Canonical;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>Compares tables of one schema bucket by bucket.</summary>
internal static class BucketComparison
{
    /// <summary>The time ranges that differ, in order, touching ones joined; null where the two were not bucketed by one column.</summary>
    public static IReadOnlyList<TimeRangeDifference>? Times(TimeBuckets? before, TimeBuckets? after)
    {
        if (before?.Level is not { } levelBefore || after?.Level is not { } levelAfter || before.Column != after.Column)
        {
            return null;
        }

        var level = Math.Max(levelBefore, levelAfter);
        var (earlier, later) = (SumsOf(before, levelBefore, level), SumsOf(after, levelAfter, level));
        var differing = earlier.Keys.Union(later.Keys).Where(bucket => earlier.GetValueOrDefault(bucket) != later.GetValueOrDefault(bucket)).Order();
        var width = TimeLadder.WidthOf(level);
        var ranges = new List<TimeRangeDifference>();
        foreach (var bucket in differing)
        {
            var (rowsBefore, rowsAfter) = (earlier.GetValueOrDefault(bucket).Rows, later.GetValueOrDefault(bucket).Rows);
            var start = TimeBuckets.StartOf(bucket, width);
            Instant? end = start is { } first ? new Instant(first.UnixNanoseconds + width) : null;
            if (ranges is [.., { End: not null } last] && last.End == start)
            {
                ranges[^1] = new(last.Start, end, last.RowsBefore + rowsBefore, last.RowsAfter + rowsAfter);
                continue;
            }

            ranges.Add(new(start, end, rowsBefore, rowsAfter));
        }

        return ranges;
    }

    /// <summary>The entity buckets that differ; null where the two were not bucketed by the same columns.</summary>
    public static IReadOnlyList<EntityBucketDifference>? Entities(EntityBuckets? before, EntityBuckets? after)
    {
        if (before is null || after is null || !before.Keys.Order(StringComparer.Ordinal).SequenceEqual(after.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return null;
        }

        var (earlier, later) = (before.Buckets.ToDictionary(bucket => bucket.Number), after.Buckets.ToDictionary(bucket => bucket.Number));
        return
        [
            .. earlier.Keys.Union(later.Keys).Order()
                .Where(number => earlier.GetValueOrDefault(number) != later.GetValueOrDefault(number))
                .Select(number => new EntityBucketDifference(number, earlier.GetValueOrDefault(number)?.Rows ?? 0, later.GetValueOrDefault(number)?.Rows ?? 0)),
        ];
    }

    private static Dictionary<long, BucketSum> SumsOf(TimeBuckets buckets, int from, int to)
    {
        var sums = new Dictionary<long, BucketSum>();
        foreach (var bucket in buckets.Buckets)
        {
            var place = bucket.Start is { } start ? (long)(start.UnixNanoseconds / TimeLadder.WidthOf(from)) : CanonicalColumn.NullTime;
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, TimeLadder.Widen(place, from, to), out _) += BucketSum.Of(bucket.Rows, bucket.Digest);
        }

        return sums;
    }
}
