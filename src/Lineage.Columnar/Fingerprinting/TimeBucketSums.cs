using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Rows by their event time, in at most <see cref="MaxBuckets"/> buckets of one width: the finest of <see cref="TimeLadder"/> at which no more are filled. Which that is depends on the rows alone, not on
/// the order or the parts in which they came.
/// </summary>
internal sealed class TimeBucketSums
{
    public const int MaxBuckets = 512;

    /// <summary>Bytes of the written form of no rows.</summary>
    public const int LeastSize = 5;

    private readonly Dictionary<long, BucketSum> _buckets = [];

    public int Level { get; private set; }

    public BucketSum Total => _buckets.Values.Aggregate(default(BucketSum), (total, sum) => total + sum);

    public IEnumerable<KeyValuePair<long, BucketSum>> Ordered => _buckets.OrderBy(bucket => bucket.Key);

    public void Add(ReadOnlySpan<long> times, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (var i = 0; i < times.Length;)
        {
            // Times mostly come in runs of one bucket, which is then looked up once.
            var bucket = TimeLadder.BucketOf(times[i], Level);
            var (least, beyond) = BoundsOf(bucket);
            var sum = new BucketSum(1, a[i], b[i]);
            for (i++; i < times.Length && times[i] >= least && times[i] <= beyond; i++)
            {
                sum += new BucketSum(1, a[i], b[i]);
            }

            Add(bucket, sum);
        }
    }

    public void Add(TimeBucketSums other)
    {
        Coarsen(other.Level);
        foreach (var (bucket, sum) in other._buckets)
        {
            Add(TimeLadder.Widen(bucket, other.Level, Level), sum);
        }
    }

    /// <summary>Takes the rows of another away. The width stays.</summary>
    /// <exception cref="InvalidOperationException">They are no part of these.</exception>
    public void Subtract(TimeBucketSums other)
    {
        Coarsen(other.Level);
        foreach (var (bucket, sum) in other._buckets)
        {
            var place = TimeLadder.Widen(bucket, other.Level, Level);
            var rest = _buckets.GetValueOrDefault(place) - sum;
            NotAPart.ThrowIf(rest.Rows < 0 || (rest.Rows == 0 && !rest.IsEmpty));
            _buckets[place] = rest;
            if (rest.IsEmpty)
            {
                _buckets.Remove(place);
            }
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Level);
        writer.Write(_buckets.Count);
        foreach (var (bucket, sum) in Ordered)
        {
            writer.Write(bucket);
            sum.Write(writer);
        }
    }

    public static TimeBucketSums Read(BinaryReader reader)
    {
        var sums = new TimeBucketSums { Level = reader.ReadByte() };
        var count = reader.ReadInt32();
        if (sums.Level > TimeLadder.Last || count is < 0 or > MaxBuckets)
        {
            throw new InvalidDataException("The fingerprint state has too many time buckets.");
        }

        for (var i = 0; i < count; i++)
        {
            if (!sums._buckets.TryAdd(reader.ReadInt64(), BucketSum.Read(reader)))
            {
                throw new InvalidDataException("The fingerprint state has a time bucket twice.");
            }
        }

        return sums;
    }

    private void Add(long bucket, BucketSum sum)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_buckets, bucket, out _) += sum;
        while (_buckets.Count > MaxBuckets)
        {
            bucket = TimeLadder.Widen(bucket, Level, Level + 1);
            Coarsen(Level + 1);
        }
    }

    private void Coarsen(int level)
    {
        if (level <= Level)
        {
            return;
        }

        KeyValuePair<long, BucketSum>[] finer = [.. _buckets];
        var before = Level;
        _buckets.Clear();
        Level = level;
        foreach (var (bucket, sum) in finer)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_buckets, TimeLadder.Widen(bucket, before, level), out _) += sum;
        }
    }

    private (long First, long Last) BoundsOf(long bucket)
    {
        if (bucket == CanonicalColumn.NullTime)
        {
            return (bucket, bucket);
        }

        var width = TimeLadder.WidthOf(Level);
        var first = (long)Int128.Max((Int128)bucket * width, CanonicalColumn.NullTime + 1);
        return (first, (long)Int128.Min((((Int128)bucket + 1) * width) - 1, long.MaxValue));
    }
}
