using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Runs;

public sealed class RunRegistryTests
{
    private static readonly ResourceName Run = Name("projects/p/experiments/e/runs/r");
    private static readonly Instant Start = Instant.Parse("2026-11-24T09:00:00Z");

    [Fact]
    public async Task Log_Points_AreListedByKeyStepAndTime()
    {
        var registry = await WithRunAsync();
        MetricPoint[] points = [new("b", 2, 1, Start), new("a", 5, double.NaN, Start), new("b", 1, 3, Start), new("b", 1, 2, Start)];
        await registry.Runs.LogMetricsAsync(Request(), Run, points, new Violations(), Token);

        var all = new List<MetricPoint>();
        for (var token = string.Empty; ;)
        {
            var (page, next) = await registry.Runs.ListMetricsAsync(Run, string.Empty, 1, token, Token);
            all.AddRange(page);
            token = next;
            if (token.Length == 0)
            {
                break;
            }
        }

        Assert.Equal([points[1], points[2], points[3], points[0]], all);
        Assert.Single((await registry.Runs.ListMetricsAsync(Run, "a", 0, string.Empty, Token)).Points);
    }

    [Fact]
    public async Task Log_WrongPoints_NamesEachAndWritesNone()
    {
        var registry = await WithRunAsync();
        MetricPoint[] points = [new("ok", 1, 1, Start), new(string.Empty, 1, 1, Start), new("a\tb", 1, 1, Start)];

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Runs.LogMetricsAsync(Request(), Run, points, new Violations(), Token));

        Assert.Equal(["points[1].key", "points[2].key"], error.Violations.Select(v => v.Field));
        Assert.Empty((await registry.Runs.ListMetricsAsync(Run, string.Empty, 0, string.Empty, Token)).Points);
    }

    [Fact]
    public async Task Log_NoneOrTooMany_IsRefused()
    {
        var registry = await WithRunAsync();

        await Assert.ThrowsAsync<LineageException>(() => registry.Runs.LogMetricsAsync(Request(), Run, [], new Violations(), Token));
        await Assert.ThrowsAsync<LineageException>(() => registry.Runs.LogMetricsAsync(
            Request(), Run, [.. Enumerable.Repeat(new MetricPoint("a", 1, 1, Start), 10_001)], new Violations(), Token));
    }

    [Fact]
    public async Task Log_AfterTheEnd_IsRefused()
    {
        var registry = await WithRunAsync();
        await UpdateAsync(registry, r => registry.Runs.Moved(r, RunState.Finished, null));

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.Runs.LogMetricsAsync(Request(), Run, [new("a", 1, 1, Start)], new Violations(), Token));

        Assert.Equal(ErrorReason.InvalidState, error.Reason);
    }

    [Fact]
    public async Task Moved_ToAnEnd_EndsNowAndOnlyOnce()
    {
        var registry = await WithRunAsync();
        var node = await UpdateAsync(registry, r => registry.Runs.Moved(r, RunState.Failed, null));

        Assert.Equal(registry.Runs.Now(), ((Run)node.Content).End);
        await Assert.ThrowsAsync<LineageException>(() => UpdateAsync(registry, r => registry.Runs.Moved(r, RunState.Running, null)));
        await Assert.ThrowsAsync<LineageException>(() => UpdateAsync(registry, r => registry.Runs.Moved(r, RunState.Finished, null)));
    }

    [Fact]
    public async Task Moved_EndBeforeStartOrWhileRunning_NamesTheField()
    {
        var registry = await WithRunAsync();

        foreach (var (state, end) in new[] { (RunState.Finished, Start + TimeSpan.FromHours(-1)), (RunState.Running, Start) })
        {
            var error = await Assert.ThrowsAsync<LineageException>(() => UpdateAsync(registry, r => registry.Runs.Moved(r, state, end)));
            Assert.Equal("run.end_time", error.Violations.Single().Field);
        }
    }

    [Fact]
    public async Task Create_LinksTheDataItReads()
    {
        var registry = await WithRunAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train");
        var split = dataset.Name.Child(NodeKind.Split, "train", "x");
        var name = Name("projects/p/experiments/e/runs/r2");

        await registry.Runs.CreateAsync(Request(), name, new Run { Start = Start, TrainedOn = [split] }, new Violations(), Token);

        var path = await registry.Tracer.FindPathAsync(name.Value, dataset.Name.Value, TraceDirection.Upstream, null, 0, null, Token);
        Assert.Equal([EdgeKind.TrainedOn, EdgeKind.SplitOf], path.Edges.Select(e => e.Kind));
    }

    private static Task<Node> UpdateAsync(Registry registry, Func<Run, Run> change) =>
        registry.Resources.UpdateAsync(Request(), Run, "run", string.Empty, change, Token);

    private static async Task<Registry> WithRunAsync()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.CreateAsync("projects/p/experiments/e", new Experiment());
        await registry.Runs.CreateAsync(Request(), Run, new Run { Start = Start }, new Violations(), Token);
        return registry;
    }
}
