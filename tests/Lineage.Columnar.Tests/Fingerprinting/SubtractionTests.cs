using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

public sealed class SubtractionTests
{
    private static readonly CutOff Noon = new(new EventTime(new Instant(0)), new KnowledgeTime(new Instant(0)));

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast)]
    [InlineData(FingerprintAlgorithm.Sha256)]
    public void Subtract_APart_LeavesTheRest(FingerprintAlgorithm algorithm)
    {
        var options = TimedRows.Options with { Algorithm = algorithm, CutOffs = [Noon] };
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rows = TimedRows.Generate(random, random.Next(200));
            var expected = TimedRows.StateOf([.. rows.Where((_, i) => i % 3 == 0)], options).Finish();

            var state = TimedRows.StateOf(rows, options);
            state.Subtract(TimedRows.StateOf([.. rows.Where((_, i) => i % 3 != 0)], options));
            var actual = state.Finish();

            Assert.Equal(expected.ToString(), actual.ToString());
            Assert.Equal(expected.Columns, actual.Columns);
            Assert.Equal(expected.EntityBuckets!.Buckets, actual.EntityBuckets!.Buckets);
            Assert.Equal(expected.CutOffs[0].Fingerprint.ToString(), actual.CutOffs[0].Fingerprint.ToString());
            Assert.Equal(actual.ToString(), FingerprintState.FromBytes(state.ToBytes()).Finish().ToString());
        }
    }

    [Fact]
    public void Subtract_Itself_LeavesNothing()
    {
        var state = TimedRows.StateOf(TimedRows.Generate(new Random(1), 700), TimedRows.Options);

        state.Subtract(state);

        Assert.Equal(TimedRows.StateOf([], TimedRows.Options).Finish().ToString(), state.Finish().ToString());
        Assert.Empty(state.Finish().TimeBuckets!.Buckets);
        Assert.Empty(state.Finish().EntityBuckets!.Buckets);
    }

    [Fact]
    public void Subtract_NoPart_FailsAndChangesNothing()
    {
        var rows = TimedRows.Generate(new Random(2), 40);
        var state = TimedRows.StateOf(rows, TimedRows.Options with { CutOffs = [Noon] });
        var before = state.ToBytes();
        TimedRow[][] noParts =
        [
            [.. rows, rows[0]],
            [.. rows[1..], rows[0] with { Value = 77 }],
            [rows[0] with { Time = long.MaxValue / 3 }],
            [rows[0] with { Name = "stranger", Number = 1_000 }],
            [rows[0] with { Number = null, Name = null, Time = 13 }],
        ];

        foreach (var noPart in noParts)
        {
            var other = TimedRows.StateOf(noPart, state.Options);
            Assert.Throws<InvalidOperationException>(() => state.Subtract(other));
            Assert.Equal(before, state.ToBytes());
        }
    }

    [Fact]
    public void Subtract_MoreNulls_FailsAndChangesNothing()
    {
        var options = new FingerprintOptions();
        var state = TimedRows.StateOf([new(1, 1, "a", 1, 1), new(1, 1, "a", 1, 1)], options);
        var before = state.ToBytes();

        Assert.Throws<InvalidOperationException>(() => state.Subtract(TimedRows.StateOf([new(1, 1, "a", 1, null)], options)));

        Assert.Equal(before, state.ToBytes());
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast)]
    [InlineData(FingerprintAlgorithm.Sha256)]
    public void Subtract_RowsInOrder_IsRefused(FingerprintAlgorithm algorithm)
    {
        var state = TimedRows.StateOf([default], new() { Algorithm = algorithm, Order = RowOrder.Ordered });

        Assert.Throws<InvalidOperationException>(() => state.Subtract(state));
    }

    [Fact]
    public void Subtract_OtherOptions_IsRefused()
    {
        var state = TimedRows.StateOf([default], TimedRows.Options);

        Assert.Throws<ArgumentException>(() => state.Subtract(TimedRows.StateOf([default], TimedRows.Options with { EntityKeys = ["name"] })));
    }
}
