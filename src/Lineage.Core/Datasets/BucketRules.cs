using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>What buckets and cut-offs that come from outside must fulfil: they are bounded, in order, and their rows add up to those of the table.</summary>
public static class BucketRules
{
    /// <summary>Time buckets of a fingerprint, at most.</summary>
    public const int MaxTimeBuckets = 512;

    /// <summary>Entity buckets of a fingerprint, at most.</summary>
    public const int MaxEntityBuckets = 256;

    private const int DigestLength = 16;
    private static readonly TimeSpan MaxWidth = TimeSpan.FromDays(10_000);

    /// <summary>Notes what is wrong with time buckets.</summary>
    /// <param name="rows">The rows of the table.</param>
    public static void Check(TimeBuckets times, long rows, string field, Violations violations)
    {
        violations.Require(times.Column.Length > 0, $"{field}.column");
        var width = (Int128)times.Width.Ticks * TimeSpan.NanosecondsPerTick;
        var isWidth = times.Width > TimeSpan.Zero && times.Width <= MaxWidth && times.Width.Ticks % TimeSpan.TicksPerSecond == 0;
        violations.Require(isWidth, $"{field}.width", "must be whole seconds, at most 10,000 days");
        if (IsWithin(times.Buckets.Count, MaxTimeBuckets, $"{field}.buckets", violations) && isWidth)
        {
            CheckStarts(times.Buckets, width, $"{field}.buckets", violations);
        }

        CheckRows(times.Buckets.Select(b => (b.Rows, b.Digest)), rows, $"{field}.buckets", violations);
    }

    /// <summary>Notes what is wrong with entity buckets.</summary>
    /// <param name="rows">The rows of the table.</param>
    public static void Check(EntityBuckets entities, long rows, string field, Violations violations)
    {
        violations.Require(entities.Keys.Count > 0, $"{field}.keys");
        CheckUnique(entities.Keys, $"{field}.keys", violations);
        if (IsWithin(entities.Buckets.Count, MaxEntityBuckets, $"{field}.buckets", violations))
        {
            foreach (var (i, bucket) in entities.Buckets.Index())
            {
                var isNext = bucket.Number is >= 0 and < MaxEntityBuckets && (i == 0 || bucket.Number > entities.Buckets[i - 1].Number);
                violations.Require(isNext, $"{field}.buckets[{i}].number", "must be 0 to 255 and greater than the one before");
            }
        }

        CheckRows(entities.Buckets.Select(b => (b.Rows, b.Digest)), rows, $"{field}.buckets", violations);
    }

    /// <summary>Notes what is wrong with the fingerprint of a cut-off.</summary>
    /// <param name="whole">The fingerprint of the whole table.</param>
    public static void Check(DataFingerprint visible, DataFingerprint whole, string field, Violations violations)
    {
        violations.Require(visible.CutOffs is null, $"{field}.cut_offs", "must be empty: what is visible at a cut-off has none itself");
        violations.Require(visible.Columns.Count == 0, $"{field}.columns", "must be empty");
        violations.Require(visible.Rows <= whole.Rows, $"{field}.rows", "is more than the table has");
        violations.Require(
            visible.Algorithm == whole.Algorithm && visible.Order == whole.Order && visible.Schema == whole.Schema, $"{field}.schema", "is not that of the table, or the kind is another");
    }

    /// <summary>Notes every text that is there twice.</summary>
    internal static void CheckUnique(IEnumerable<string> names, string field, Violations violations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, name) in names.Index())
        {
            violations.Require(seen.Add(name), $"{field}[{i}]", $"'{Identifier.Printable(name)}' is there twice");
        }
    }

    private static bool IsWithin(int count, int most, string field, Violations violations)
    {
        violations.Require(count <= most, field, $"has {count} buckets; at most {most} are possible");
        return count <= most;
    }

    private static void CheckStarts(IReadOnlyList<TimeBucket> buckets, Int128 width, string field, Violations violations)
    {
        Instant? before = null;
        foreach (var (i, bucket) in buckets.Index())
        {
            var isNext = bucket.Start is { } start ? start.UnixNanoseconds % width == 0 && (before is null || start > before) : i == 0;
            violations.Require(isNext, $"{field}[{i}].start_time", "must be a multiple of the width since 1970 and after the one before; only the first may have none");
            before = bucket.Start;
        }
    }

    private static void CheckRows(IEnumerable<(long Rows, Digest Digest)> buckets, long rows, string field, Violations violations)
    {
        var sum = Int128.Zero;
        foreach (var (i, bucket) in buckets.Index())
        {
            violations.Require(bucket.Rows > 0, $"{field}[{i}].rows", "must be positive");
            violations.Require(bucket.Digest.Length == DigestLength, $"{field}[{i}].digest", "must be 32 hexadecimal digits");
            sum += bucket.Rows;
        }

        violations.Require(sum == rows, field, $"have {sum} rows in all; the table has {rows}");
    }
}
