using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>Time buckets beside the plain sentence: by the floor of time / width, of the least width at which at most 512 are filled.</summary>
public sealed class TimeBucketTests
{
    private const long Second = 1_000_000_000;
    private const long Day = 86_400 * Second;
    private static readonly long[] Widths = [Second, 10 * Second, 60 * Second, 600 * Second, 3_600 * Second, 6 * 3_600 * Second, Day, 10 * Day, 100 * Day, 1_000 * Day, 10_000 * Day];

    [Fact]
    public void Finish_AnyTimes_IsWhatTheOracleSays()
    {
        var widths = new HashSet<TimeSpan>();
        for (var seed = 0; seed < 16; seed++)
        {
            var random = new Random(seed);
            var rows = TimedRows.Generate(random, seed < 4 ? random.Next(40) : random.Next(700, 900), seed);
            var width = Widths.First(width => rows.Select(row => BucketOf(row.Time, width)).Distinct().Count() <= 512);

            var buckets = TimedRows.StateOf(rows, TimedRows.Options, random.Next(1, 200)).Finish().TimeBuckets!;

            var expected = rows.GroupBy(row => BucketOf(row.Time, width)).OrderBy(group => group.Key ?? BigInteger.MinusOne << 100)
                .Select(group => new TimeBucket(group.Key is { } number ? new Instant((Int128)(number * width)) : null, group.Count(), TimedRows.BucketDigest(group)));
            Assert.Equal(("time", TimeSpan.FromTicks(width / 100)), (buckets.Column, buckets.Width));
            Assert.Equal(expected, buckets.Buckets);
            widths.Add(buckets.Width);
        }

        Assert.True(widths.Count >= 5, "the generator must make many widths");
    }

    [Fact]
    public void Finish_OtherOrderBatchesAndParts_IsTheSame()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var rows = TimedRows.Generate(random, random.Next(1_500));
            var whole = TimedRows.StateOf(rows, TimedRows.Options).Finish().TimeBuckets!;
            random.Shuffle(rows);
            var cut = random.Next(rows.Length + 1);

            var left = TimedRows.StateOf(rows[..cut], TimedRows.Options, random.Next(1, 300));
            left.Add(FingerprintState.FromBytes(TimedRows.StateOf(rows[cut..], TimedRows.Options, random.Next(1, 300)).ToBytes()));

            AssertSame(whole, left.Finish().TimeBuckets!);
        }
    }

    [Theory]
    [InlineData(512, 0)]
    [InlineData(513, 1)]
    [InlineData(5_120, 1)]
    [InlineData(5_121, 2)]
    public void Finish_SecondsInARow_AreAsFineAsTheBoundAllows(int seconds, int level)
    {
        var rows = Enumerable.Range(0, seconds).Select(i => new TimedRow(i * Second, null, null, null, null)).ToArray();

        Assert.Equal(Widths[level], TimedRows.StateOf(rows, TimedRows.Options).Finish().TimeBuckets!.Width.Ticks * 100);
    }

    [Fact]
    public void Finish_NullTimes_CountAmongTheBound()
    {
        var rows = Enumerable.Range(0, 512).Select(i => new TimedRow(i * Second, null, null, null, null)).Append(default).ToArray();

        var buckets = TimedRows.StateOf(rows, TimedRows.Options).Finish().TimeBuckets!;

        Assert.Equal(TimeSpan.FromSeconds(10), buckets.Width);
        Assert.Null(buckets.Buckets[0].Start);
        Assert.Equal(53, buckets.Buckets.Count);
    }

    [Fact]
    public void Finish_Dates_FallIntoTheirDays()
    {
        var schema = new Schema([new("day", Date32Type.Default, true)], null);
        var days = new Date32Array.Builder().Append(new DateOnly(1969, 12, 31)).Append(new DateOnly(1970, 1, 1)).AppendNull().Append(new DateOnly(1970, 1, 1)).Append(new DateOnly(9999, 12, 31)).Build();
        var builder = new FingerprintBuilder(schema, new() { EventTimeColumn = "day" }, "dates");
        builder.Append(new RecordBatch(schema, [days], 5));

        var buckets = builder.Finish().TimeBuckets!;

        // A day beyond 64 bits of nanoseconds counts as the end of them.
        Assert.Equal([null, new Instant(-Day), new Instant(0), new Instant(long.MaxValue / Second * (Int128)Second)], buckets.Buckets.Select(bucket => bucket.Start));
        Assert.Equal([1L, 1L, 2L, 1L], buckets.Buckets.Select(bucket => bucket.Rows));
    }

    [Fact]
    public void Widen_AnyBucket_IsThatOfItsTimes()
    {
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var time = random.NextInt64(long.MinValue + 1, long.MaxValue) >> random.Next(63);
            var (from, to) = (random.Next(Widths.Length), random.Next(Widths.Length));
            (from, to) = (Math.Min(from, to), Math.Max(from, to));
            Assert.Equal(TimeLadder.BucketOf(time, to), TimeLadder.Widen(TimeLadder.BucketOf(time, from), from, to));
            Assert.Equal(BucketOf(time, Widths[to]), TimeLadder.BucketOf(time, to));
        }

        Assert.Equal(long.MinValue, TimeLadder.Widen(TimeLadder.BucketOf(long.MinValue, 0), 0, TimeLadder.Last));
    }

    private static BigInteger? BucketOf(long? time, long width)
    {
        if (time is not { } value)
        {
            return null;
        }

        var quotient = BigInteger.DivRem(value, width, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static void AssertSame(TimeBuckets expected, TimeBuckets actual)
    {
        Assert.Equal(expected.Width, actual.Width);
        Assert.Equal(expected.Buckets, actual.Buckets);
    }
}
