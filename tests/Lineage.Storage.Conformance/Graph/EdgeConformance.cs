using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Graph;

/// <summary>Edges are opened and closed, never removed; which are listed, and in which order.</summary>
public abstract class EdgeConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly EdgeQuery FromA = new() { Node = SourceName("a"), Direction = TraceDirection.Upstream, PageSize = 100 };

    [Fact]
    public async Task Open_NewEdge_IsListedFromBothEnds()
    {
        await CreateAsync("a", "b");
        var properties = new Dictionary<string, string> { ["z"] = "1", ["B"] = "ü\0\"", ["a"] = string.Empty };

        var time = (await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b", EdgeKind.BuiltFrom), properties)] })).Time;

        var edge = Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges);
        Assert.Equal(("a>b", EdgeKind.BuiltFrom, time, null), (Arrow(edge), edge.Kind, edge.CreateTime, edge.CloseTime));
        Assert.Equal(["B=ü\0\"", "a=", "z=1"], edge.Properties.Select(p => $"{p.Key}={p.Value}"));
        var back = Assert.Single((await Store.ListEdgesAsync(Into("b"), Token)).Edges);
        Assert.Equal(StoreText.Of(edge), StoreText.Of(back));
        Assert.Empty((await Store.ListEdgesAsync(Into("a"), Token)).Edges);
        Assert.Empty((await Store.ListEdgesAsync(FromA with { Node = SourceName("b") }, Token)).Edges);
    }

    [Fact]
    public async Task Open_OpenEdge_ChangesNothing()
    {
        await LinkAsync("a>b");
        var before = Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges);

        await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b"), new Dictionary<string, string> { ["new"] = "1" }), new EdgeOpening(Key("a>b"))] });

        Assert.Equal(StoreText.Of(before), StoreText.Of(Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges)));
    }

    [Fact]
    public async Task Open_ManyAtOnce_OpensOne()
    {
        await CreateAsync("a", "b");

        var outcomes = await AtOnceAsync(16, _ => Store.CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b"))] }, Token));

        var edge = Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges);
        Assert.Equal(outcomes.Min(o => o.Value!.Time), edge.CreateTime);
    }

    [Fact]
    public async Task Open_OtherKindOrDirection_IsAnotherEdge()
    {
        await LinkAsync("a>b", "b>a", "a>a");
        await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b", EdgeKind.BuiltFrom))] });

        Assert.Equal(["a>b", "a>a", "a>b"], (await Store.ListEdgesAsync(FromA, Token)).Edges.Select(Arrow));
        Assert.Equal(["a>a", "b>a"], (await Store.ListEdgesAsync(Into("a"), Token)).Edges.Select(Arrow));
    }

    [Fact]
    public async Task Close_OpenEdge_HeldFromCreationUntilClose()
    {
        var opened = (await LinkAsync("a>b")).Time;
        var closed = (await CloseAsync("a>b")).Time;

        Assert.Empty((await Store.ListEdgesAsync(FromA, Token)).Edges);
        Assert.Empty(await AsOfAsync(Just(opened, -1)));
        Assert.Equal([(CommitTime?)closed], (await AsOfAsync(opened)).Select(e => e.CloseTime));
        Assert.Single(await AsOfAsync(Just(closed, -1)));
        Assert.Empty(await AsOfAsync(closed));
    }

    [Fact]
    public async Task Close_AndOpenInOneCommit_BeginsASecondInterval()
    {
        var first = (await LinkAsync("a>b")).Time;
        var second = (await CommitAsync(new ChangeSet
        {
            ClosedEdges = [Key("a>b")],
            OpenedEdges = [new EdgeOpening(Key("a>b"), new Dictionary<string, string> { ["n"] = "2" })],
        })).Time;

        var now = Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges);
        Assert.Equal((second, null, "2"), (now.CreateTime, now.CloseTime, now.Properties["n"]));
        var before = Assert.Single(await AsOfAsync(Just(second, -1)));
        Assert.Equal((first, (CommitTime?)second, 0), (before.CreateTime, before.CloseTime, before.Properties.Count));
        Assert.Equal(second, Assert.Single(await AsOfAsync(second)).CreateTime);
    }

    [Fact]
    public async Task Close_EdgeThatIsNotOpen_ChangesNothing()
    {
        await LinkAsync("a>b");
        await CloseAsync("a>b");
        var before = await StateAsync();

        await CloseAsync("a>b", "b>a", "never>b", "a>never");

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Delete_Ends_KeepsEdgesWhichCanStillBeClosed()
    {
        await LinkAsync("a>b");
        await WriteAsync(Delete("a"), Delete("b"));
        Assert.Single((await Store.ListEdgesAsync(FromA, Token)).Edges);

        await CloseAsync("a>b");

        Assert.Empty((await Store.ListEdgesAsync(FromA, Token)).Edges);
    }

    [Fact]
    public async Task ListEdges_NameThatNeverWas_HasNone()
    {
        await LinkAsync("a>b");

        Assert.Empty((await Store.ListEdgesAsync(FromA with { Node = SourceName("A") }, Token)).Edges);
        Assert.Empty((await Store.ListEdgesAsync(FromA with { Node = SourceName("never") }, Token)).Edges);
    }

    [Fact]
    public async Task ListEdges_Kinds_AreSelected()
    {
        await LinkAsync("a>b");
        await CommitAsync(new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>b", EdgeKind.TrainedOn)), new EdgeOpening(Key("a>b", EdgeKind.VerifiedBy))] });

        Assert.Equal([EdgeKind.DerivedFrom, EdgeKind.TrainedOn, EdgeKind.VerifiedBy], await KindsAsync(null));
        Assert.Equal([EdgeKind.TrainedOn, EdgeKind.VerifiedBy], await KindsAsync(new HashSet<EdgeKind> { EdgeKind.VerifiedBy, EdgeKind.TrainedOn }));
        Assert.Empty(await KindsAsync(new HashSet<EdgeKind> { EdgeKind.Deploys }));
        Assert.Empty(await KindsAsync(new HashSet<EdgeKind>()));
    }

    [Fact]
    public async Task ListEdges_AnyPageSize_GivesTheSameOrder()
    {
        string[] others = ["B", "a", "b", "ä", "ａ", "𝒳"];
        await CreateAsync(others);
        foreach (var other in others.Reverse())
        {
            EdgeKind[] kinds = [EdgeKind.VerifiedBy, EdgeKind.BuiltFrom, EdgeKind.DerivedFrom];
            await CommitAsync(new ChangeSet { OpenedEdges = [.. kinds.SelectMany(k => (EdgeOpening[])[new(Key($"a>{other}", k)), new(Key($"{other}>a", k))])] });
        }

        // Kinds are stored by name, and so they sort.
        var expected = ((string[])["BuiltFrom", "DerivedFrom", "VerifiedBy"]).SelectMany(k => others.Select(o => $"{k} {o}")).ToList();
        for (var size = 1; size <= 19; size++)
        {
            var up = await StoreText.AllEdgesAsync(Store, FromA with { PageSize = size }, Token);
            var down = await StoreText.AllEdgesAsync(Store, Into("a") with { PageSize = size }, Token);
            Assert.Equal(expected, up.Select(e => $"{e.Kind} {e.To.Id}"));
            Assert.Equal(expected, down.Select(e => $"{e.Kind} {e.From.Id}"));
        }
    }

    [Fact]
    public async Task ListEdges_WrongArguments_AreRefused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ListEdgesAsync(FromA with { PageSize = 0 }, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ListEdgesAsync(FromA with { Direction = TraceDirection.Both }, Token));
    }

    private static EdgeQuery Into(string id) => FromA with { Node = SourceName(id), Direction = TraceDirection.Downstream };

    private static CommitTime Just(CommitTime time, int nanoseconds) => new(new Columnar.Time.Instant(time.Instant.UnixNanoseconds + nanoseconds));

    private async Task<IReadOnlyList<Edge>> AsOfAsync(CommitTime time) => (await Store.ListEdgesAsync(FromA with { AsOf = time }, Token)).Edges;

    private async Task<IEnumerable<EdgeKind>> KindsAsync(IReadOnlySet<EdgeKind>? kinds) =>
        (await Store.ListEdgesAsync(FromA with { Kinds = kinds }, Token)).Edges.Select(e => e.Kind);
}
