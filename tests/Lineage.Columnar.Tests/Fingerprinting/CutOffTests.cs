using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>Cut-offs beside the plain sentence: the fingerprint of a table of just the visible rows.</summary>
public sealed class CutOffTests
{
    [Theory]
    [InlineData(FingerprintAlgorithm.Fast)]
    [InlineData(FingerprintAlgorithm.Sha256)]
    public void Finish_AnyCutOffs_AreFingerprintsOfTheVisibleRows(FingerprintAlgorithm algorithm)
    {
        var seen = new HashSet<long>();
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var rows = TimedRows.Generate(random, random.Next(150));
            var cutOffs = CutOffs(random, rows);
            var options = TimedRows.Options with { Algorithm = algorithm, CutOffs = cutOffs };

            var state = TimedRows.StateOf(rows, options, random.Next(1, 100));
            state.Add(TimedRows.StateOf(rows[..random.Next(rows.Length + 1)], options));
            state.Subtract(TimedRows.StateOf(rows, options));
            state.Add(TimedRows.StateOf(rows, options, random.Next(1, 100)));
            state.Subtract(FingerprintState.FromBytes(state.ToBytes()));
            state.Add(TimedRows.StateOf(rows, options, random.Next(1, 100)));

            foreach (var (cutOff, actual) in cutOffs.Zip(state.Finish().CutOffs))
            {
                var visible = rows.Where(row => IsVisible(row, cutOff)).ToArray();
                var expected = TimedRows.StateOf(visible, options with { CutOffs = [] }).Finish();
                Assert.Equal(cutOff, actual.CutOff);
                Assert.Equal(expected.ToString(), actual.Fingerprint.ToString());
                Assert.Equal(expected.EntityBuckets!.Buckets, actual.Fingerprint.EntityBuckets!.Buckets);
                seen.Add(visible.Length);
            }
        }

        Assert.True(seen.Count > 30, "cut-offs must see few rows and many");
    }

    [Fact]
    public void Finish_BucketsOfACutOff_AreThoseOfTheVisibleRows()
    {
        var random = new Random(4);
        var rows = TimedRows.Generate(random, 700);
        var options = TimedRows.Options with { CutOffs = CutOffs(random, rows) };

        foreach (var actual in TimedRows.StateOf(rows, options, 64).Finish().CutOffs)
        {
            var expected = TimedRows.StateOf([.. rows.Where(row => IsVisible(row, actual.CutOff))], TimedRows.Options).Finish();
            Assert.Equal(expected.TimeBuckets!.Width, actual.Fingerprint.TimeBuckets!.Width);
            Assert.Equal(expected.TimeBuckets.Buckets, actual.Fingerprint.TimeBuckets.Buckets);
        }
    }

    [Fact]
    public void Finish_RowsKnownAtTheEndOfTime_AreSeenByACutOffThereAlone()
    {
        TimedRow[] rows = [new(0, long.MaxValue, "end", 1, 1), new(0, null, "unknown", 1, 1), new(0, 5, "five", 1, 1), new(null, 5, "no time", 1, 1)];
        CutOff[] cutOffs = [At(0, long.MaxValue), At(0, long.MaxValue / 2), At(0, (Int128)long.MaxValue * 50), At(0, null), At(-1, null), At((Int128)long.MaxValue * 50, 5)];

        var fingerprint = TimedRows.StateOf(rows, TimedRows.Options with { CutOffs = cutOffs }).Finish();

        Assert.Equal([2L, 1L, 2L, 3L, 0L, 1L], fingerprint.CutOffs.Select(cutOff => cutOff.Fingerprint.Rows));
    }

    [Fact]
    public void Add_StateReadBackWithCutOffsBeyondSixtyFourBits_IsOfTheSameOptions()
    {
        var options = TimedRows.Options with { CutOffs = [At((Int128)long.MaxValue * 50, (Int128)long.MaxValue * 50)] };
        var state = TimedRows.StateOf([new(1, 1, "a", 1, 1)], options);

        state.Add(FingerprintState.FromBytes(state.ToBytes()));

        Assert.Equal(2, state.Finish().CutOffs.Single().Fingerprint.Rows);
    }

    /// <summary>In no order, with repetitions, as grids too, at the rows' own times and beside them.</summary>
    private static CutOff[] CutOffs(Random random, TimedRow[] rows)
    {
        var times = rows.SelectMany(row => new[] { row.Time, row.Known }).OfType<long>().Append(0).ToArray();
        Int128 Any() => times[random.Next(times.Length)] + (Int128)random.Next(-1, 2);
        Int128? AnyKnown() => random.Next(4) == 0 ? null : Any();
        if (random.Next(2) == 0)
        {
            return [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => At(Any(), AnyKnown())).SelectMany(cutOff => Enumerable.Repeat(cutOff, random.Next(1, 3)))];
        }

        var (events, known) = (Enumerable.Range(0, 5).Select(_ => Any()).ToArray(), Enumerable.Range(0, 5).Select(_ => AnyKnown()).ToArray());
        CutOff[] grid = [.. events.SelectMany(time => known.Select(at => At(time, at)))];
        random.Shuffle(grid);
        return grid;
    }

    private static CutOff At(Int128 time, Int128? known) => new(new(new Instant(time)), known is { } at ? new KnowledgeTime(new Instant(at)) : null);

    /// <summary>Times beyond 64 bits count as their ends, and the last two instants of knowledge as one.</summary>
    private static bool IsVisible(TimedRow row, CutOff cutOff) =>
        row.Time is { } time && time <= Clamp(cutOff.EventTime.Instant.UnixNanoseconds, long.MaxValue)
        && (cutOff.KnownAt is not { } known || (row.Known is { } at && Clamp(at, long.MaxValue - 1) <= Clamp(known.Instant.UnixNanoseconds, long.MaxValue - 1)));

    private static Int128 Clamp(Int128 nanoseconds, long last) => Int128.Clamp(nanoseconds, long.MinValue + 1, last);
}
