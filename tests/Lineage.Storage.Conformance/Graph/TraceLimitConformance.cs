using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Graph;

/// <summary>Traces that stop early say so; traces as of a time see the graph of that time.</summary>
public abstract class TraceLimitConformance<THarness> : GraphConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Theory]
    [InlineData(0, "0: a | DepthReached 2")]
    [InlineData(1, "0: a | 1: b c [a>b a>c] | DepthReached 1")]
    [InlineData(2, "0: a | 1: b c [a>b a>c] | 2: d [b>d c>d] | Complete 0")]
    [InlineData(int.MaxValue, "0: a | 1: b c [a>b a>c] | 2: d [b>d c>d] | Complete 0")]
    public async Task Trace_Depth_IsSaidToBeReachedOnlyWhereThereIsMore(int depth, string expected)
    {
        await LinkAsync("a>b", "a>c", "b>d", "c>d");

        Assert.Equal(expected, await TraceAsync(From("a") with { MaxDepth = depth }));
    }

    [Fact]
    public async Task Trace_OnlyAnEdgeIsBeyondTheDepth_IsNotComplete()
    {
        await LinkAsync("a>b", "b>a");

        Assert.Equal("0: a | 1: b [a>b] | DepthReached 0", await TraceAsync(From("a") with { MaxDepth = 1 }));
        Assert.Equal("0: a | 1: b [a>b] | 2: [b>a] | Complete 0", await TraceAsync(From("a") with { MaxDepth = 2 }));
    }

    [Fact]
    public async Task Trace_DepthZeroWithoutEdges_IsComplete()
    {
        await CreateAsync("a");

        Assert.Equal("0: a | Complete 0", await TraceAsync(From("a") with { MaxDepth = 0 }));
    }

    [Theory]
    [InlineData(1, "0: a | BudgetSpent 3")]
    [InlineData(2, "0: a | 1: b [a>b] | BudgetSpent 2")]
    [InlineData(3, "0: a | 1: b c [a>b a>c] | BudgetSpent 1")]
    [InlineData(4, "0: a | 1: b c d [a>b a>c a>d] | 2: [b>c d>b] | BudgetSpent 1")]
    [InlineData(5, "0: a | 1: b c d [a>b a>c a>d] | 2: e [b>c c>e d>b] | Complete 0")]
    public async Task Trace_Budget_CutsALevelInNameOrderWithItsEdges(int budget, string expected)
    {
        await LinkAsync("a>d", "a>c", "a>b", "b>c", "d>b", "c>e");

        Assert.Equal(expected, await TraceAsync(From("a") with { NodeBudget = budget }));
    }

    [Fact]
    public async Task Trace_BudgetBelowTheRoots_CutsTheRoots()
    {
        await LinkAsync("a>x", "b>x", "c>x");

        Assert.Equal("0: a b | BudgetSpent 1", await TraceAsync(From("c", "b", "a", "b") with { NodeBudget = 2 }));
        Assert.Equal("0: a b c | BudgetSpent 1", await TraceAsync(From("c", "b", "a") with { NodeBudget = 3 }));
    }

    [Fact]
    public async Task Trace_BudgetOfExactlyEverything_IsComplete()
    {
        await LinkAsync("a>b", "b>a");

        Assert.Equal("0: a | 1: b [a>b] | 2: [b>a] | Complete 0", await TraceAsync(From("a") with { NodeBudget = 2 }));
    }

    [Fact]
    public async Task Trace_WideLevel_IsReportedWholeOrCutWhereItMustBe()
    {
        var ids = Enumerable.Range(0, 1_500).Select(i => $"n{i:D4}").ToArray();
        await LinkAsync([.. ids.Reverse().Select(i => $"hub>{i}")]);

        var whole = (await EventsAsync(From("hub") with { NodeBudget = 1_501 })).OfType<TraceLevel>().Last();
        var cut = await EventsAsync(From("hub"));

        Assert.Equal(ids, whole.Nodes.Select(n => n.Name.Id));
        Assert.Equal(ids, whole.Edges.Select(e => e.To.Id));
        Assert.Equal(ids[..999], Assert.IsType<TraceLevel>(cut[1]).Nodes.Select(n => n.Name.Id));
        Assert.Equal(new TraceEnd(Completeness.BudgetSpent, 501), cut[2]);
    }

    [Fact]
    public async Task TraceAsOf_ATime_SeesTheGraphOfThatTime()
    {
        var first = (await LinkAsync("a>b", "b>c")).Time;
        var second = (await CommitAsync(new ChangeSet { Nodes = [Create("d")], ClosedEdges = [Key("b>c")], OpenedEdges = [new EdgeOpening(Key("b>d"))] })).Time;
        var third = (await LinkAsync("b>c", "d>e")).Time;

        Assert.Equal("0: a | 1: b [a>b] | 2: c [b>c] | Complete 0", await TraceAsync(From("a") with { AsOf = first }));
        Assert.Equal("0: a | 1: b [a>b] | 2: c [b>c] | Complete 0", await TraceAsync(From("a") with { AsOf = Before(second) }));
        Assert.Equal("0: a | 1: b [a>b] | 2: d [b>d] | Complete 0", await TraceAsync(From("a") with { AsOf = second }));
        Assert.Equal("0: a | 1: b [a>b] | 2: c d [b>c b>d] | 3: e [d>e] | Complete 0", await TraceAsync(From("a") with { AsOf = third }));
        Assert.Equal(await TraceAsync(From("a")), await TraceAsync(From("a") with { AsOf = third }));
        Assert.Equal("0: d | 1: b [b>d] | DepthReached 1", await TraceAsync(From("d") with { AsOf = second, MaxDepth = 1, Direction = TraceDirection.Downstream }));
    }

    [Fact]
    public async Task TraceAsOf_RootOfLater_NotFound()
    {
        var time = (await CreateAsync("a")).Time;
        await CreateAsync("b");

        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => TraceAsync(From("a", "b") with { AsOf = time }));
        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => TraceAsync(From("a") with { AsOf = Before(time) }));
    }

    [Fact]
    public async Task TraceAsOf_TimesFarAway_AreBeforeAndAfterEverything()
    {
        await LinkAsync("a>b");

        Assert.Equal("0: a | 1: b [a>b] | Complete 0", await TraceAsync(From("a") with { AsOf = new CommitTime(Instant.Parse("9999-12-31T23:59:59Z")) }));
        Assert.Equal("0: a | 1: b [a>b] | Complete 0", await TraceAsync(From("a") with { AsOf = new CommitTime(new Instant(Int128.MaxValue)) }));
        await RefusedAsync(
            ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => TraceAsync(From("a") with { AsOf = new CommitTime(Instant.Parse("0001-01-01T00:00:00Z")) }));
    }

    [Fact]
    public async Task TraceAsOf_NodeChangedLater_ContentIsAsItIsNow()
    {
        var time = (await LinkAsync("a>b")).Time;
        await WriteAsync(Replace("b", "later"));
        await WriteAsync(Delete("b"));

        var level = Assert.IsType<TraceLevel>((await EventsAsync(From("a") with { AsOf = time }))[1]);

        Assert.Equal(("later", true), (((Source)level.Nodes[0].Content).Owner, level.Nodes[0].IsTombstone));
    }

    private static CommitTime Before(CommitTime time) => new(new Instant(time.Instant.UnixNanoseconds - 1));
}
