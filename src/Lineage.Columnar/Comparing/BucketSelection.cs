using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Comparing;

/// <summary>The rows that lie in buckets which differ.</summary>
internal sealed class BucketSelection
{
    private readonly bool[] _entities = new bool[EntityBucketSums.Count];
    private readonly (long First, long Last)[]? _times;

    /// <param name="times">The time ranges that differ; null where there are no time buckets.</param>
    /// <param name="entities">The entity buckets to take.</param>
    public BucketSelection(IReadOnlyList<TimeRangeDifference>? times, IEnumerable<int> entities)
    {
        _times = times is null ? null : [.. times.Select(RangeOf)];
        foreach (var number in entities)
        {
            _entities[number] = true;
        }
    }

    /// <summary>Whether a row is among them. Times and keys that were not read do not decide.</summary>
    public bool Has(in HashedRows rows, int row) =>
        (rows.Keys.IsEmpty || _entities[EntityBucketSums.BucketOf(rows.Keys[row])]) && (rows.Times.IsEmpty || _times is null || IsIn(_times, rows.Times[row]));

    private static bool IsIn((long First, long Last)[] ranges, long time)
    {
        // The last range that does not begin after the time.
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ranges[middle].First <= time ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && time <= ranges[low - 1].Last;
    }

    private static (long First, long Last) RangeOf(TimeRangeDifference range) => range is { Start: { } start, End: { } end }
        ? ((long)Int128.Max(start.UnixNanoseconds, CanonicalColumn.NullTime + 1), (long)Int128.Min(end.UnixNanoseconds - 1, long.MaxValue))
        : (CanonicalColumn.NullTime, CanonicalColumn.NullTime);
}
