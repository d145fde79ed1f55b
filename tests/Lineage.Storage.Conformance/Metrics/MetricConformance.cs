using Lineage.Columnar.Time;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Metrics;

/// <summary>Metric points are kept one by one, and read in one order.</summary>
public abstract class MetricConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly MetricQuery All = new() { Run = RunName("r"), PageSize = 100 };

    [Fact]
    public async Task Commit_Points_AreReadByKeyStepAndTime()
    {
        await WriteAsync(CreateRun("r"));
        var (early, late) = (At, At + TimeSpan.FromTicks(1));
        MetricPoint[] ordered =
        [
            new("B", 0, 1, At), new("loss", long.MinValue, 2, At), new("loss", -1, 3, At), new("loss", 0, 4, new Instant(-1)), new("loss", 0, 5, early),
            new("loss", 0, 6, late), new("loss", long.MaxValue, 7, At), new("ä", 0, 8, At), new("ｂ", 0, 9, At), new("𝒳", 0, 10, At),
        ];

        await AppendAsync([.. ordered.AsEnumerable().Reverse()]);

        for (var size = 1; size <= 11; size++)
        {
            Assert.Equal(ordered, await PointsAsync(All with { PageSize = size }));
        }
    }

    [Fact]
    public async Task Commit_SamePointAgain_IsTwoPointsInTheOrderOfCommit()
    {
        await WriteAsync(CreateRun("r"));
        await AppendAsync(new("loss", 1, 3, At), new("loss", 1, 1, At), new("loss", 1, 3, At));
        await CommitAsync(new ChangeSet { Metrics = [Appending("r", new MetricPoint("loss", 1, 2, At)), Appending("r", new("loss", 1, 0, At), new("loss", 0, 9, At))] });

        Assert.Equal([9, 3, 1, 3, 2, 0], (await PointsAsync(All)).Select(p => p.Value));
        Assert.Equal([9, 3, 1, 3, 2, 0], (await PointsAsync(All with { PageSize = 1 })).Select(p => p.Value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MinValue)]
    [InlineData(0.1)]
    [InlineData(9007199254740993.0)]
    public async Task Commit_AnyValue_IsKept(double value)
    {
        await WriteAsync(CreateRun("r"));

        await AppendAsync(new MetricPoint("loss", 0, value, At));

        Assert.Equal(value, Assert.Single(await PointsAsync(All)).Value);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.999999999Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public async Task Commit_AnyTime_IsKeptToTheNanosecond(string time)
    {
        await WriteAsync(CreateRun("r"));

        await AppendAsync(new MetricPoint("loss", 0, 1, Instant.Parse(time)));

        Assert.Equal(Instant.Parse(time), Assert.Single(await PointsAsync(All)).Time);
    }

    [Fact]
    public async Task ReadMetrics_Key_IsSelectedExactly()
    {
        await WriteAsync(CreateRun("r"));
        await AppendAsync(new("loss", 0, 1, At), new("Loss", 0, 2, At), new("loss\0", 0, 3, At), new("", 0, 4, At), new("loss", 1, 5, At));

        Assert.Equal([1, 5], (await PointsAsync(All with { Key = "loss", PageSize = 1 })).Select(p => p.Value));
        Assert.Equal([4], (await PointsAsync(All with { Key = string.Empty })).Select(p => p.Value));
        Assert.Empty(await PointsAsync(All with { Key = "never" }));
    }

    [Fact]
    public async Task ReadMetrics_Run_HoldsItsOwnPoints()
    {
        await WriteAsync(CreateRun("r"), CreateRun("R"));
        await CommitAsync(new ChangeSet { Metrics = [Appending("r", new MetricPoint("loss", 0, 1, At)), Appending("R", new MetricPoint("loss", 0, 2, At))] });

        Assert.Equal(1, Assert.Single(await PointsAsync(All)).Value);
        Assert.Equal(2, Assert.Single(await PointsAsync(All with { Run = RunName("R") })).Value);
        Assert.Empty(await PointsAsync(All with { Run = RunName("never") }));
    }

    [Fact]
    public async Task ReadMetrics_DeletedRun_KeepsItsPoints()
    {
        await WriteAsync(CreateRun("r"));
        await AppendAsync(new MetricPoint("loss", 0, 1, At));
        await WriteAsync(NodeWrite.Delete(RunName("r"), null));

        Assert.Single(await PointsAsync(All));
    }

    [Fact]
    public async Task ReadMetrics_ManyClientsAppendAtOnce_NoPointIsLost()
    {
        await WriteAsync(CreateRun("r"));

        await AtOnceAsync(20, i => Store.CommitAsync(
            new ChangeSet { Metrics = [Appending("r", [.. Enumerable.Range(0, 10).Select(s => new MetricPoint("loss", s, i, At))])] }, Token));

        var points = await PointsAsync(All with { PageSize = 7 });
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(s => Enumerable.Repeat((long)s, 20)), points.Select(p => p.Step));
        Assert.All(points.GroupBy(p => p.Step), step => Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), step.Select(p => p.Value).Order()));
    }

    [Fact]
    public async Task ReadMetrics_PageSizeBelowOne_IsRefused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadMetricsAsync(All with { PageSize = 0 }, Token));

    private static MetricAppend Appending(string run, params MetricPoint[] points) => new(RunName(run), points);

    private Task<CommitResult> AppendAsync(params MetricPoint[] points) => CommitAsync(new ChangeSet { Metrics = [Appending("r", points)] });

    private async Task<List<MetricPoint>> PointsAsync(MetricQuery query)
    {
        var points = new List<MetricPoint>();
        for (var next = query; ;)
        {
            var page = await Store.ReadMetricsAsync(next, Token);
            Assert.InRange(page.Points.Count, 0, query.PageSize);
            points.AddRange(page.Points);
            if (page.Next is null)
            {
                return points;
            }

            next = query with { After = page.Next };
        }
    }
}
