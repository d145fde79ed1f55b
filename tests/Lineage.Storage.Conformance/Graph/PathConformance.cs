using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Graph;

/// <summary>A shortest path, or what is known where none was found.</summary>
public abstract class PathConformance<THarness> : GraphConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task FindPath_OfANodeToItself_IsThatNodeAlone()
    {
        await LinkAsync("a>a");

        Assert.Equal("a [] Complete", await PathAsync(Between("a", "a") with { MaxDepth = 0, NodeBudget = 1 }));
    }

    [Fact]
    public async Task FindPath_LongAndShortWay_IsTheShort()
    {
        await LinkAsync("a>b", "b>c", "c>d", "a>x", "x>d", "d>e");

        Assert.Equal("a x d e [a>x x>d d>e] Complete", await PathAsync(Between("a", "e")));
        Assert.Equal("e d x a [d>e x>d a>x] Complete", await PathAsync(Between("e", "a") with { Direction = TraceDirection.Downstream }));
    }

    [Fact]
    public async Task FindPath_Directions_AreRespected()
    {
        await LinkAsync("a>m", "b>m");

        Assert.Equal(" [] Complete", await PathAsync(Between("a", "b")));
        Assert.Equal(" [] Complete", await PathAsync(Between("a", "b") with { Direction = TraceDirection.Downstream }));
        Assert.Equal("a m b [a>m b>m] Complete", await PathAsync(Between("a", "b") with { Direction = TraceDirection.Both }));
        Assert.Equal(" [] Complete", await PathAsync(Between("m", "a")));
    }

    [Fact]
    public async Task FindPath_InACycleWithoutTheTarget_Ends()
    {
        await LinkAsync("a>b", "b>c", "c>a", "x>y");

        Assert.Equal(" [] Complete", await PathAsync(Between("a", "y") with { Direction = TraceDirection.Both }));
    }

    [Theory]
    [InlineData(0, " [] DepthReached")]
    [InlineData(2, " [] DepthReached")]
    [InlineData(3, "a b c d [a>b b>c c>d] Complete")]
    public async Task FindPath_Depth_IsTheGreatestNumberOfEdges(int depth, string expected)
    {
        await LinkAsync("a>b", "b>c", "c>d");

        Assert.Equal(expected, await PathAsync(Between("a", "d") with { MaxDepth = depth }));
    }

    [Fact]
    public async Task FindPath_EverythingIsWithinTheDepth_ProvesThatThereIsNone()
    {
        await LinkAsync("a>b", "b>c", "c>b", "x>x");

        Assert.Equal(" [] Complete", await PathAsync(Between("a", "x") with { MaxDepth = 2 }));
        Assert.Equal(" [] DepthReached", await PathAsync(Between("a", "x") with { MaxDepth = 1 }));
    }

    [Theory]
    [InlineData(1, " [] BudgetSpent")]
    [InlineData(2, " [] BudgetSpent")]
    [InlineData(3, "a b c [a>b b>c] Complete")]
    public async Task FindPath_Budget_IsTheGreatestNumberOfNodesVisited(int budget, string expected)
    {
        await LinkAsync("a>b", "b>c");

        Assert.Equal(expected, await PathAsync(Between("a", "c") with { NodeBudget = budget }));
    }

    [Fact]
    public async Task FindPath_EverythingIsWithinTheBudget_ProvesThatThereIsNone()
    {
        await LinkAsync("a>b", "b>a", "x>x");

        Assert.Equal(" [] Complete", await PathAsync(Between("a", "x") with { NodeBudget = 2 }));
    }

    [Fact]
    public async Task FindPath_SeveralShortest_IsAlwaysTheSame()
    {
        await LinkAsync([.. Enumerable.Range(0, 9).SelectMany(i => (string[])[$"a>m{i}", $"m{i}>z"])]);

        var paths = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            paths.Add(await PathAsync(Between("a", "z")));
        }

        Assert.Single(paths);
    }

    [Fact]
    public async Task FindPath_Answer_HoldsWholeNodesAndEdges()
    {
        await WriteAsync(Create("a", "ann"), Create("b", "bob"));
        var properties = new Dictionary<string, string> { ["as_of"] = "2026" };
        await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b", EdgeKind.BuiltFrom), properties)] });
        await WriteAsync(Delete("b"));

        var path = await Store.FindPathAsync(Between("a", "b"), Token);

        Assert.Equal([StoreText.Of(await NodeAsync("a")), StoreText.Of(await NodeAsync("b"))], path.Nodes.Select(StoreText.Of));
        var edge = Assert.Single(path.Edges);
        Assert.Equal((EdgeKind.BuiltFrom, "2026"), (edge.Kind, edge.Properties["as_of"]));
    }

    [Fact]
    public async Task FindPath_AsOf_WalksTheGraphOfThatTime()
    {
        var first = (await LinkAsync("a>b", "b>c")).Time;
        await CloseAsync("b>c");
        await CreateAsync("d");

        Assert.Equal(" [] Complete", await PathAsync(Between("a", "c")));
        Assert.Equal("a b c [a>b b>c] Complete", await PathAsync(Between("a", "c") with { AsOf = first }));
        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => PathAsync(Between("a", "d") with { AsOf = first }));
        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => PathAsync(Between("d", "a") with { AsOf = first }));
    }

    [Fact]
    public async Task FindPath_EdgeReopened_IsTheOneThatHoldsNow()
    {
        await LinkAsync("a>b");
        await CloseAsync("a>b");
        var reopened = (await LinkAsync("a>b")).Time;

        Assert.Equal(reopened, Assert.Single((await Store.FindPathAsync(Between("a", "b"), Token)).Edges).CreateTime);
    }

    [Fact]
    public async Task FindPath_EndThatNeverWas_NotFound()
    {
        await CreateAsync("a");

        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => PathAsync(Between("a", "never")));
        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => PathAsync(Between("never", "a")));
    }

    [Fact]
    public async Task FindPath_WrongArguments_AreRefused()
    {
        await CreateAsync("a");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => PathAsync(Between("a", "a") with { MaxDepth = -1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PathAsync(Between("a", "a") with { NodeBudget = 0 }));
    }

    private static PathQuery Between(string from, string to) =>
        new() { From = SourceName(from), To = SourceName(to), Direction = TraceDirection.Upstream, MaxDepth = 100, NodeBudget = 1_000 };

    private async Task<string> PathAsync(PathQuery query)
    {
        var path = await Store.FindPathAsync(query, Token);
        return $"{string.Join(' ', path.Nodes.Select(n => n.Name.Id))} [{string.Join(' ', path.Edges.Select(Arrow))}] {path.Completeness}";
    }
}
