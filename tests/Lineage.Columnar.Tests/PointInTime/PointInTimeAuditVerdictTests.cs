using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using static Lineage.Columnar.Tests.PointInTime.AuditExample;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeAuditVerdictTests
{
    private readonly AuditExample _example = new()
    {
        History = { ("JFK", 1, 1, 10), ("JFK", 3, 3, 30), ("JFK", 5, 9, 50), ("LGA", 2, 2, 99) },
    };

    [Fact]
    public async Task RunAsync_NewestVisibleValues_Pass()
    {
        _example.Rows.AddRange([("JFK", 1, 10), ("JFK", 2, 10), ("JFK", 4, 30), ("JFK", 6, 50), ("LGA", 2, 99), ("LGA", 1, null), ("BOS", 4, null)]);

        var report = await _example.RunAsync();

        Assert.True(report.Passed);
        Assert.Equal(new VerdictCounts(7, 0, 0, 0, 0, 0), report.Counts);
        Assert.Null(report.Features[0].MaximumAheadNanoseconds);
        Assert.Equal(("wind", "weather"), (report.Features[0].Feature, report.Features[0].Source));
    }

    [Fact]
    public async Task RunAsync_ValueOfALaterEvent_IsFuture()
    {
        _example.Rows.Add(("JFK", 2, 30));

        var report = await _example.RunAsync();

        Assert.False(report.Passed);
        Assert.Equal(Hours(1), report.Features[0].MaximumAheadNanoseconds);
        Assert.Equal(
            new AuditFinding
            {
                Row = 0,
                Entity = "JFK",
                LabelTime = At(2),
                Verdict = CellVerdict.Future,
                Found = "30",
                Expected = "10",
                FoundEventTime = At(3),
                ExpectedEventTime = At(1),
                DistanceNanoseconds = Hours(1),
            },
            Assert.Single(report.Features[0].Findings));
    }

    [Fact]
    public async Task RunAsync_LateArrivingValue_IsFutureUntilKnown()
    {
        _example.Rule = KnowledgeRule.LabelTime;
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rows.AddRange([("JFK", 6, 50), ("JFK", 9, 50)]);

        var finding = await _example.FindAsync();

        Assert.Equal((0, CellVerdict.Future, "30", Hours(3)), (finding.Row, finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
        Assert.Equal((At(5), At(9)), (finding.FoundEventTime, finding.FoundKnownAt));
    }

    [Fact]
    public async Task RunAsync_ValueReplacedBefore_IsStale()
    {
        _example.Rows.Add(("JFK", 4, 10));

        var finding = await _example.FindAsync();

        Assert.Equal((CellVerdict.Stale, "30", Hours(3)), (finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
        Assert.Equal((At(1), At(3)), (finding.FoundEventTime, finding.ExpectedEventTime));
    }

    [Fact]
    public async Task RunAsync_ValueBeyondItsTimeToLive_IsExpired()
    {
        _example.Template = _example.Template with { TimeToLive = TimeSpan.FromHours(2) };
        _example.Rows.AddRange([("LGA", 4, 99), ("LGA", 5, 99)]);

        var finding = await _example.FindAsync();

        Assert.Equal((1, CellVerdict.Expired, null, Hours(3)), (finding.Row, finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
        Assert.Null(finding.ExpectedEventTime);
    }

    [Fact]
    public async Task RunAsync_NullWhereAValueWasVisible_IsAbsent()
    {
        _example.Rows.Add(("LGA", 4, null));

        var finding = await _example.FindAsync();

        Assert.Equal((CellVerdict.Absent, null, "99", At(2)), (finding.Verdict, finding.Found, finding.Expected, finding.ExpectedEventTime));
    }

    [Fact]
    public async Task RunAsync_ValueOfAnotherEntity_IsAltered()
    {
        _example.Rows.AddRange([("JFK", 4, 99), ("BOS", 4, 10)]);

        var report = await _example.RunAsync();

        Assert.Equal(new VerdictCounts(0, 0, 0, 0, 0, 2), report.Counts);
        Assert.Equal(["30", null], report.Features[0].Findings.Select(finding => finding.Expected));
        Assert.All(report.Features[0].Findings, finding => Assert.Null(finding.DistanceNanoseconds));
    }

    [Fact]
    public async Task RunAsync_EventAtTheLabelTime_IsVisibleUnlessExclusive()
    {
        _example.Rows.Add(("JFK", 3, 30));
        Assert.True((await _example.RunAsync()).Passed);

        _example.Exclusive = true;
        var finding = await _example.FindAsync();

        Assert.Equal((CellVerdict.Future, "10", Int128.Zero), (finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
    }

    [Fact]
    public async Task RunAsync_Lag_DelaysAValue()
    {
        _example.Template = _example.Template with { Lag = TimeSpan.FromHours(2) };
        _example.Rows.AddRange([("JFK", 4, 30), ("JFK", 5, 30)]);

        var finding = await _example.FindAsync();

        Assert.Equal((0, CellVerdict.Future, "10", Hours(1)), (finding.Row, finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
    }

    [Fact]
    public async Task RunAsync_BackfillAfterTheFixedInstant_IsFutureAtAnyLabelTime()
    {
        _example.Rule = KnowledgeRule.Fixed;
        _example.KnownAt = At(4);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rows.Add(("JFK", 20, 50));

        var finding = await _example.FindAsync();

        Assert.Equal((CellVerdict.Future, "30", Int128.Zero), (finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
    }

    [Fact]
    public async Task RunAsync_NoKnowledgeTime_IsAlwaysKnownUnlessStrict()
    {
        _example.Rule = KnowledgeRule.LabelTime;
        _example.History.Add(("BOS", 1, null, 7));
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rows.Add(("BOS", 2, 7));
        Assert.True((await _example.RunAsync()).Passed);

        _example.Template = _example.Template with { StrictKnownAt = true };

        Assert.Equal(CellVerdict.Altered, (await _example.FindAsync()).Verdict);
    }

    [Fact]
    public async Task RunAsync_ThreeRevisionsOfOneEvent_TakesTheLastLearned()
    {
        _example.History.AddRange([("BOS", 1, 4, 2), ("BOS", 1, 6, 3), ("BOS", 1, 2, 1), ("BOS", 1, null, 0)]);
        _example.Template = _example.Template with { KnownAtColumn = "loaded" };
        _example.Rule = KnowledgeRule.LabelTime;
        _example.Rows.AddRange([("BOS", 1, 0), ("BOS", 2, 1), ("BOS", 5, 2), ("BOS", 6, 3), ("BOS", 7, 2)]);

        var finding = await _example.FindAsync();

        Assert.Equal((4, CellVerdict.Stale, "3", Hours(6)), (finding.Row, finding.Verdict, finding.Expected, finding.DistanceNanoseconds));
    }

    [Fact]
    public async Task RunAsync_EquallyFarBeforeAndAfter_IsFuture()
    {
        _example.History.AddRange([("BOS", 1, 1, 8), ("BOS", 2, 2, 5), ("BOS", 5, 5, 8)]);
        _example.Rows.Add(("BOS", 3, 8));
        Assert.Equal(CellVerdict.Future, (await _example.FindAsync()).Verdict);

        _example.History.Add(("BOS", 1, 1, 9));
        _example.Rows[0] = ("BOS", 2, 9);

        Assert.Equal(CellVerdict.Stale, (await _example.FindAsync()).Verdict);
    }

    [Fact]
    public async Task RunAsync_NullInTheNewestRow_IsTheValue()
    {
        _example.History.Add(("JFK", 6, 6, null));
        _example.Rows.AddRange([("JFK", 7, null), ("JFK", 7, 50)]);

        var finding = await _example.FindAsync();

        Assert.Equal((1, CellVerdict.Stale, null, At(6)), (finding.Row, finding.Verdict, finding.Expected, finding.ExpectedEventTime));
    }

    [Fact]
    public async Task RunAsync_NullKeysAndLabelTimes_JoinNothing()
    {
        _example.History.AddRange([(null, 1, 1, 10), ("JFK", null, 1, 77)]);
        _example.Rows.AddRange([(null, 4, null), (null, 4, 10), ("JFK", null, null), (null, null, 10), ("JFK", 9, 77)]);

        var report = await _example.RunAsync();

        Assert.Equal((3, 2), (report.RowsWithNullKey, report.RowsWithNullLabelTime));
        Assert.Equal(new VerdictCounts(2, 0, 0, 0, 0, 3), report.Counts);
        Assert.Equal(["null", "null", "JFK"], report.Features[0].Findings.Select(finding => finding.Entity));
        Assert.Equal(3, report.Features[0].TimeRanges.Sum(range => range.Counts.Total));
    }

    [Fact]
    public async Task RunAsync_FeatureEqualToTheLabel_IsReported()
    {
        _example.History.AddRange([("BOS", 1, 1, 0), ("BOS", 2, 1, 1)]);
        _example.Rows.AddRange([("BOS", 1, 0), ("BOS", 2, 1)]);

        var report = await PointInTimeAudit.RunAsync(_example.Table, _example.Specification with { LabelColumn = "delayed" });

        Assert.Equal(["wind"], report.LabelInFeatures);
        Assert.Equal(0, report.Counts.Offending);
        Assert.False(report.Passed);
    }

    [Fact]
    public async Task RunAsync_LabelOfAnotherKind_IsNeverTheFeature()
    {
        _example.Rows.Add(("JFK", 1, 10));

        Assert.Empty((await PointInTimeAudit.RunAsync(_example.Table, _example.Specification with { LabelColumn = "airport" })).LabelInFeatures);
    }

    [Fact]
    public async Task RunAsync_MoreOffendersThanAskedFor_KeepsTheFirstAndCountsAll()
    {
        _example.Rows.AddRange([("JFK", 2, 10), .. Enumerable.Repeat<(string?, int?, double?)>(("JFK", 2, 30), 5)]);

        var report = await PointInTimeAudit.RunAsync(_example.Table, _example.Specification with { MaxFindings = 2 });

        Assert.Equal([1, 2], report.Features[0].Findings.Select(finding => finding.Row));
        Assert.Equal(5, report.Counts.Future);
    }

    [Fact]
    public async Task RunAsync_DatesAndTimestamps_CompareAsMidnightUtc()
    {
        var table = TestTable.Of(
            "table",
            TestColumn.Of("id", Int32Type.Default, 1, 1),
            TestColumn.Of("day", Date32Type.Default, At(24), At(48)),
            TestColumn.Of("since", Naive, At(0), At(24)));
        var source = TestTable.Of(
            "source",
            TestColumn.Of("id", UInt8Type.Default, 1, 1),
            TestColumn.Of("at", new TimestampType(TimeUnit.Second, "+02:00"), At(24), At(25)),
            TestColumn.Of("since", Date32Type.Default, At(0), At(24)));
        var specification = new AuditSpecification
        {
            EntityKeys = ["id"],
            LabelTimeColumn = "day",
            Histories = [new() { Name = "source", Source = source, KeyColumns = ["id"], EventTimeColumn = "at", Features = [new("since", "")] }],
        };

        Assert.True((await PointInTimeAudit.RunAsync(table, specification)).Passed);
    }

    [Fact]
    public async Task RunAsync_ColumnOfNulls_IsAbsentNotAnError()
    {
        _example.Rows.Add(("JFK", 4, 30));
        var table = TestTable.Of(
            "table",
            TestColumn.Of("airport", StringType.Default, "JFK", "BOS"),
            TestColumn.Of("departure", Utc, At(4), At(4)),
            TestColumn.Of("wind", NullType.Default, null, null));

        var report = await PointInTimeAudit.RunAsync(table, _example.Specification);

        Assert.Equal(new VerdictCounts(1, 0, 0, 0, 1, 0), report.Counts);
    }

    [Fact]
    public async Task RunAsync_MoreWrongCellsThanOnePassHolds_ExplainsAll()
    {
        const int Rows = 600_000;
        _example.Rows.AddRange(Enumerable.Range(0, Rows).Select(row => ((string?)"JFK", (int?)(row % 2 == 0 ? 2 : 4), (double?)(row % 2 == 0 ? 30 : 10))));

        var report = await _example.RunAsync();

        Assert.Equal(new VerdictCounts(0, Rows / 2, Rows / 2, 0, 0, 0), report.Counts);
        Assert.Equal(Enumerable.Range(0, 10).Select(row => row % 2 == 0 ? "10" : "30"), report.Features[0].Findings.Select(finding => finding.Expected));
    }
}
