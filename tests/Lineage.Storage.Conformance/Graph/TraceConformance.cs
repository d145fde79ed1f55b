using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Graph;

/// <summary>The shape of a trace: levels, order, diamonds, cycles, directions and kinds.</summary>
public abstract class TraceConformance<THarness> : GraphConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task Trace_NodeWithoutEdges_IsTheNodeAlone()
    {
        await CreateAsync("a");

        Assert.Equal("0: a | Complete 0", await TraceAsync(From("a")));
    }

    [Fact]
    public async Task Trace_Chain_IsOneLevelADepth()
    {
        await LinkAsync("a>b", "b>c", "c>d");

        Assert.Equal("0: a | 1: b [a>b] | 2: c [b>c] | 3: d [c>d] | Complete 0", await TraceAsync(From("a")));
        Assert.Equal("0: c | 1: b [b>c] | 2: a [a>b] | Complete 0", await TraceAsync(From("c") with { Direction = TraceDirection.Downstream }));
    }

    [Fact]
    public async Task Trace_Diamond_ReportsTheNodeOnceAndEveryEdge()
    {
        await LinkAsync("a>b", "a>c", "b>d", "c>d", "d>e");

        Assert.Equal("0: a | 1: b c [a>b a>c] | 2: d [b>d c>d] | 3: e [d>e] | Complete 0", await TraceAsync(From("a")));
    }

    [Fact]
    public async Task Trace_LongAndShortWay_ReportsTheNodeAtItsLeastDepth()
    {
        await LinkAsync("a>b", "b>c", "c>z", "a>z", "z>y");

        Assert.Equal("0: a | 1: b z [a>b a>z] | 2: c y [b>c z>y] | 3: [c>z] | Complete 0", await TraceAsync(From("a")));
    }

    [Theory]
    [InlineData("a>a", "0: a | 1: [a>a] | Complete 0")]
    [InlineData("a>b b>a", "0: a | 1: b [a>b] | 2: [b>a] | Complete 0")]
    [InlineData("a>b b>c c>a c>d", "0: a | 1: b [a>b] | 2: c [b>c] | 3: d [c>a c>d] | Complete 0")]
    [InlineData("a>b b>c c>b", "0: a | 1: b [a>b] | 2: c [b>c] | 3: [c>b] | Complete 0")]
    public async Task Trace_Cycle_EndsTheWalk(string arrows, string expected)
    {
        await LinkAsync(arrows.Split(' '));

        Assert.Equal(expected, await TraceAsync(From("a")));
    }

    [Fact]
    public async Task Trace_SeveralRoots_AreAllAtDepthZero()
    {
        await LinkAsync("a>b", "c>b", "b>c", "c>d");

        Assert.Equal("0: a c | 1: b d [a>b c>b c>d] | 2: [b>c] | Complete 0", await TraceAsync(From("c", "a", "c")));
    }

    [Fact]
    public async Task Trace_Both_IsTheUnionOfBothTracesNotTheComponent()
    {
        await LinkAsync("a>m", "m>b", "a>sibling", "cousin>b", "x>a", "b>y");

        Assert.Equal(
            "0: m | 1: a b [a>m m>b] | 2: x y [b>y x>a] | Complete 0", await TraceAsync(From("m") with { Direction = TraceDirection.Both }));
    }

    [Fact]
    public async Task Trace_BothAlongACycle_ReportsEveryEdgeOnce()
    {
        await LinkAsync("a>b", "b>c", "c>a");

        Assert.Equal("0: a | 1: b c [a>b c>a] | 2: [b>c] | Complete 0", await TraceAsync(From("a") with { Direction = TraceDirection.Both }));
    }

    [Fact]
    public async Task Trace_Kinds_AreTheOnlyOnesFollowed()
    {
        await LinkAsync("a>b", "b>c");
        await CommitAsync(new ChangeSet { Nodes = [Create("d")], OpenedEdges = [new EdgeOpening(Key("a>d", EdgeKind.BuiltFrom)), new EdgeOpening(Key("a>b", EdgeKind.TrainedOn))] });

        Assert.Equal("0: a | 1: b d [a>d a>b] | Complete 0", await TraceAsync(From("a") with { EdgeKinds = Kinds(EdgeKind.BuiltFrom, EdgeKind.TrainedOn) }));
        Assert.Equal("0: a | Complete 0", await TraceAsync(From("a") with { EdgeKinds = Kinds(EdgeKind.Deploys) }));
        Assert.Equal("0: a | Complete 0", await TraceAsync(From("a") with { EdgeKinds = Kinds(), MaxDepth = 0 }));
    }

    [Fact]
    public async Task Trace_Level_IsOrderedByNameAndItsEdgesByFromKindAndTo()
    {
        string[] ids = ["B", "b", "ä", "ａ", "𝒳"];
        await LinkAsync([.. ids.Reverse().Select(i => $"a>{i}")]);
        await CommitAsync(new ChangeSet { OpenedEdges = [.. ids.Reverse().Select(i => new EdgeOpening(Key($"a>{i}", EdgeKind.VerifiedBy))), new EdgeOpening(Key("a>b", EdgeKind.BuiltFrom))] });

        var level = Assert.IsType<TraceLevel>((await EventsAsync(From("a")))[1]);

        Assert.Equal(ids, level.Nodes.Select(n => n.Name.Id));
        string[] expected = ["BuiltFrom b", .. ids.Select(i => $"DerivedFrom {i}"), .. ids.Select(i => $"VerifiedBy {i}")];
        Assert.Equal(expected, level.Edges.Select(e => $"{e.Kind} {e.To.Id}"));
    }

    [Fact]
    public async Task Trace_Nodes_AreReportedWhole()
    {
        await WriteAsync(Create("a", "ann"), Create("b", "bob"));
        await LinkAsync("a>b");

        var levels = (await EventsAsync(From("a"))).OfType<TraceLevel>().ToList();

        Assert.Equal(StoreText.Of(await NodeAsync("a")), StoreText.Of(Assert.Single(levels[0].Nodes)));
        Assert.Equal((await NodeAsync("b")).Etag, Assert.Single(levels[1].Nodes).Etag);
        Assert.Equal("bob", ((Source)levels[1].Nodes[0].Content).Owner);
    }

    [Fact]
    public async Task Trace_Tombstones_ArePartOfTheGraph()
    {
        await LinkAsync("a>b", "b>c");
        await WriteAsync(Delete("a"), Delete("b"));

        var events = await EventsAsync(From("a"));

        Assert.Equal("0: a | 1: b [a>b] | 2: c [b>c] | Complete 0", string.Join(" | ", events.Select(Text)));
        Assert.True(Assert.IsType<TraceLevel>(events[1]).Nodes[0].IsTombstone);
    }

    [Fact]
    public async Task Trace_ClosedEdge_IsNotFollowed()
    {
        await LinkAsync("a>b", "a>c");
        await CloseAsync("a>b");

        Assert.Equal("0: a | 1: c [a>c] | Complete 0", await TraceAsync(From("a")));
    }

    [Fact]
    public async Task Trace_RootThatNeverWas_NotFound()
    {
        await CreateAsync("a");

        var error = await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => TraceAsync(From("a", "never")));

        Assert.Equal("projects/p/sources/never", error.Metadata["resource"]);
    }

    [Fact]
    public async Task Trace_WrongArguments_AreRefused()
    {
        await CreateAsync("a");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => TraceAsync(From()));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => TraceAsync(From("a") with { MaxDepth = -1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => TraceAsync(From("a") with { NodeBudget = 0 }));
    }

    [Fact]
    public async Task Trace_CommitMeanwhile_IsSeenWhollyOrNotAtAll()
    {
        await LinkAsync("a>b", "a>c");
        await CreateAsync("d", "e");
        var texts = new List<string>();
        await foreach (var traced in Store.TraceAsync(From("a"), Token))
        {
            texts.Add(Text(traced));
            if (texts.Count == 1)
            {
                await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("b>d")), new EdgeOpening(Key("c>e"))], ClosedEdges = [Key("a>c")] });
            }
        }

        Assert.Contains(
            string.Join(" | ", texts), (string[])["0: a | 1: b c [a>b a>c] | Complete 0", "0: a | 1: b [a>b] | 2: d [b>d] | Complete 0"]);
    }

    [Fact]
    public async Task Trace_ManyLeftUnfinished_HoldNothingBack()
    {
        await LinkAsync("a>b");
        for (var i = 0; i < 300; i++)
        {
            await foreach (var traced in Store.TraceAsync(From("a"), Token))
            {
                Assert.Equal("0: a", Text(traced));
                break;
            }
        }

        Assert.Equal("0: a | 1: b [a>b] | Complete 0", await TraceAsync(From("a")));
    }

    private static HashSet<EdgeKind> Kinds(params EdgeKind[] kinds) => [.. kinds];
}
