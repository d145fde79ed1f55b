using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>What joins in other places are known to get wrong.</summary>
public sealed class PointInTimeBuildTrapTests
{
    private static readonly Instant EndOfTime = Instant.Parse("9999-12-31T00:00:00Z");
    private readonly BuildExample _example = new();

    [Fact]
    public async Task RunAsync_LateArrivingRow_IsHiddenUntilItIsKnown()
    {
        _example.Rows.AddRange([("JFK", 4), ("JFK", 6)]);
        _example.History.AddRange([("JFK", 1, 1, 10), ("JFK", 3, 5, 30)]);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rule = KnowledgeRule.LabelTime;

        Assert.Equal([10.0, 30.0], await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_Backfill_IsHiddenByAFixedInstant()
    {
        _example.Rows.AddRange([("JFK", 4), ("JFK", 6)]);
        _example.History.AddRange([("JFK", 1, 1, 10), ("JFK", 3, 3, 30), ("JFK", 3, 9, 31)]);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rule = KnowledgeRule.Fixed;
        _example.KnownAt = 8;

        Assert.Equal([30.0, 30.0], await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_NullKnownAt_IsAlwaysKnownUnlessStrict()
    {
        _example.Rows.Add(("JFK", 4));
        _example.History.AddRange([("JFK", 1, 1, 10), ("JFK", 3, null, 30)]);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rule = KnowledgeRule.LabelTime;

        Assert.Equal([30.0], await _example.WindAsync());
        _example.Template = _example.Template with { StrictKnownAt = true };
        Assert.Equal([10.0], await _example.WindAsync());
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(3, 2, 1)]
    public async Task RunAsync_ThreeDuplicates_GiveOneAnswerInAnyOrder(int first, int second, int third)
    {
        _example.Rows.AddRange([("JFK", 4), ("JFK", 5), ("JFK", 6)]);
        _example.History.AddRange([("JFK", 3, 3, first), ("JFK", 3, 3, second), ("JFK", 3, 3, third)]);
        var expected = await _example.WindAsync();
        Assert.Single(expected.Distinct());

        _example.History.Reverse();
        Assert.Equal(expected, await _example.WindAsync());
        _example.History.AddRange([("BOS", 1, 1, 1), ("JFK", 1, 1, 1)]);
        Assert.Equal(expected, await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_DuplicatesOfOneTime_TheLastKnownCounts()
    {
        _example.Rows.Add(("JFK", 4));
        _example.History.AddRange([("JFK", 3, 5, 31), ("JFK", 3, 7, 32), ("JFK", 3, 6, 33)]);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };

        Assert.Equal([32.0], await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_AgeEqualToTimeToLive_IsNotExpired()
    {
        _example.Rows.Add(("JFK", 4));
        _example.History.Add(("JFK", 3, 3, 30));
        _example.Template = _example.Template with { TimeToLive = TimeSpan.FromHours(1) };
        Assert.Equal([30.0], await _example.WindAsync());

        _example.Template = _example.Template with { TimeToLive = TimeSpan.FromHours(1) - TimeSpan.FromTicks(1) };
        Assert.Equal([null], await _example.WindAsync());
        Assert.Equal(new FeatureBuild("wind", "weather", 0, 0, 0, 1), Assert.Single((await _example.BuildAsync()).Report.Features));
    }

    [Theory]
    [InlineData(false, 0, 30.0)]
    [InlineData(true, 0, 10.0)]
    [InlineData(false, 1, 10.0)]
    public async Task RunAsync_LabelTimeEqualToEventTime_IsVisibleUnlessExclusiveOrLate(bool exclusive, int lagHours, double expected)
    {
        _example.Rows.Add(("JFK", 3));
        _example.History.AddRange([("JFK", 1, 1, 10), ("JFK", 3, 3, 30)]);
        _example.Exclusive = exclusive;
        _example.Template = _example.Template with { Lag = TimeSpan.FromHours(lagHours) };

        Assert.Equal([expected], await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_TimesInOtherZonesAndUnits_AreOneInstant()
    {
        var berlin = new TimestampType(TimeUnit.Second, "Europe/Berlin");
        Assert.Equal([2.0], await JoinAsync(
            Int64Type.Default, 1L, AuditExample.Utc, AuditExample.At(2), Int64Type.Default, berlin, (1L, AuditExample.At(1), 1), (1L, AuditExample.At(2), 2), (1L, AuditExample.At(3), 3)));
    }

    [Fact]
    public async Task RunAsync_ZonedAndNaiveTimes_AreAnError()
    {
        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => JoinAsync(
            Int64Type.Default, 1L, AuditExample.Utc, AuditExample.At(2), Int64Type.Default, AuditExample.Naive, (1L, AuditExample.At(1), 1)));

        Assert.Contains("one has a zone, the other has none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_KeysOfOtherIntegerWidth_AreOneEntity()
    {
        Assert.Equal([1.0], await JoinAsync(
            UInt8Type.Default, 7L, AuditExample.Utc, AuditExample.At(2), Int64Type.Default, AuditExample.Utc, (7L, AuditExample.At(1), 1), (263L, AuditExample.At(2), 2)));
    }

    [Fact]
    public async Task RunAsync_UnsignedKeyBeyondTheSignedRange_IsNotTheNegativeOneOfItsBits()
    {
        Assert.Equal([null], await JoinAsync(
            Int64Type.Default, -1L, AuditExample.Utc, AuditExample.At(2), UInt64Type.Default, AuditExample.Utc, (ulong.MaxValue, AuditExample.At(1), 1)));
        Assert.Equal([1.0], await JoinAsync(
            UInt64Type.Default, ulong.MaxValue, AuditExample.Utc, AuditExample.At(2), UInt64Type.Default, AuditExample.Utc, (ulong.MaxValue, AuditExample.At(1), 1)));
    }

    [Fact]
    public async Task RunAsync_TimesBeyond64Bits_StayApart()
    {
        var seconds = new TimestampType(TimeUnit.Second, "UTC");
        var late = EndOfTime + TimeSpan.FromSeconds(1);

        Assert.Equal([1.0], await JoinAsync(Int64Type.Default, 1L, seconds, EndOfTime, Int64Type.Default, seconds, (1L, AuditExample.At(1), 1), (1L, late, 2)));
        Assert.Equal([2.0], await JoinAsync(Int64Type.Default, 1L, seconds, late, Int64Type.Default, seconds, (1L, AuditExample.At(1), 1), (1L, late, 2)));
        Assert.Equal([1.0], await JoinAsync(Int64Type.Default, 1L, seconds, AuditExample.At(1), Int64Type.Default, seconds, (1L, AuditExample.At(1), 1), (1L, late, 2)));
    }

    [Fact]
    public async Task RunAsync_EntityAbsentFromOneSource_KeepsItsRow()
    {
        _example.Rows.AddRange([("JFK", 4), ("BOS", 4)]);
        _example.History.Add(("JFK", 3, 3, 30));
        var other = TestTable.Of(
            "delays",
            TestColumn.Of("airport", StringType.Default, "BOS"),
            TestColumn.Of("at", AuditExample.Utc, AuditExample.At(1)),
            TestColumn.Of("minutes", DoubleType.Default, 5.0));
        var delays = new FeatureHistory { Name = "delays", Source = other, KeyColumns = ["airport"], EventTimeColumn = "at", Features = [new("minutes", "")] };
        var specification = _example.Specification;

        var table = await PointInTimeBuild.RunAsync(
            _example.Spine, specification with { Histories = [.. specification.Histories, delays] }, ct: TestContext.Current.CancellationToken);

        Assert.Equal([30.0, null], await TableCells.ReadAsync(table, "wind"));
        Assert.Equal([null, 5.0], await TableCells.ReadAsync(table, "minutes"));
    }

    [Fact]
    public async Task RunAsync_NullKeysAndTimes_JoinNothing()
    {
        _example.Rows.AddRange([(null, 4), ("JFK", null), ("JFK", 4)]);
        _example.History.AddRange([(null, 3, 3, 1), ("JFK", null, 3, 2), ("JFK", 2, 2, null)]);

        Assert.Equal([null, null, null], await _example.WindAsync());
        var report = (await _example.BuildAsync()).Report;
        Assert.Equal((3, 1, 1), (report.Rows, report.RowsWithNullKey, report.RowsWithNullLabelTime));
        Assert.Equal(new FeatureBuild("wind", "weather", 0, 1, 2, 0), Assert.Single(report.Features));
    }

    [Fact]
    public async Task RunAsync_EmptySides_GiveEmptyOrNull()
    {
        Assert.Empty(await _example.WindAsync());
        _example.History.Add(("JFK", 3, 3, 30));
        Assert.Empty(await _example.WindAsync());

        _example.History.Clear();
        _example.Rows.Add(("JFK", 4));
        Assert.Equal([null], await _example.WindAsync());
    }

    private static async Task<List<object?>> JoinAsync(
        ArrowType keyType, object key, ArrowType labelType, Instant label, ArrowType sourceKeyType, ArrowType eventType, params (object Key, Instant At, double Value)[] history)
    {
        var spine = TestTable.Of("spine", new TestColumn("id", keyType, [key]), TestColumn.Of("time", labelType, label));
        var source = TestTable.Of(
            "source",
            new TestColumn("key", sourceKeyType, [.. history.Select(row => row.Key)]),
            new TestColumn("at", eventType, [.. history.Select(row => (object)row.At)]),
            new TestColumn("x", DoubleType.Default, [.. history.Select(row => (object)row.Value)]));
        var specification = new BuildSpecification
        {
            EntityKeys = ["id"],
            LabelTimeColumn = "time",
            Histories = [new() { Name = "history", Source = source, KeyColumns = ["key"], EventTimeColumn = "at", Features = [new("x", "")] }],
        };
        return await TableCells.ReadAsync(await PointInTimeBuild.RunAsync(spine, specification, ct: TestContext.Current.CancellationToken), "x");
    }
}
