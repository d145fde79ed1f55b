using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Samples;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Commits;

/// <summary>What a commit demands of nodes that it does not write: that they are as they were read, and that nobody would miss them.</summary>
public abstract class DependentConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task Unchanged_EtagOfNow_IsAcceptedAndKept()
    {
        var etag = (await CreateAsync("a")).Nodes[0].Etag;

        await CommitAsync(new ChangeSet { Nodes = [Create("b")], Unchanged = [new NodeState(SourceName("a"), etag)] });

        Assert.Equal(etag, (await NodeAsync("a")).Etag);
    }

    [Fact]
    public async Task Unchanged_EtagOfBefore_ConflictsAndNothingIsWritten()
    {
        var old = (await CreateAsync("a")).Nodes[0].Etag;
        var now = (await WriteAsync(Replace("a", "ann"))).Nodes[0].Etag;
        var before = await StateAsync();

        var error = await RefusedAsync(
            ErrorKind.Conflict,
            ErrorReason.EtagMismatch,
            () => CommitAsync(new ChangeSet { Nodes = [Create("b")], Unchanged = [new NodeState(SourceName("a"), old)] }));

        Assert.Equal(("projects/p/sources/a", now), (error.Metadata["resource"], error.Metadata["etag"]));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Unused_LivingNodeHasAnEdgeToIt_IsInUseAndNothingIsWritten()
    {
        await LinkAsync("user>a");
        var before = await StateAsync();

        var error = await RefusedAsync(ErrorKind.FailedPrecondition, ErrorReason.ResourceInUse, () => DeleteUnusedAsync("projects/p/sources/a"));

        Assert.Equal(("projects/p/sources/a", "projects/p/sources/user"), (error.Metadata["resource"], error.Metadata["used_by"]));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Unused_OnlyEdgesOfTombstonesClosedOnesAndItsOwn_IsDeleted()
    {
        await LinkAsync("dead>a", "past>a", "a>cause");
        await WriteAsync(Delete("dead"));
        await CloseAsync("past>a");

        Assert.True((await DeleteUnusedAsync("projects/p/sources/a")).Nodes[0].IsTombstone);
    }

    [Theory]
    [InlineData("projects/p/experiments/e")]
    [InlineData("projects/p")]
    public async Task Unused_LivingNodeWithin_IsInUse(string name)
    {
        await WriteAsync(
            NodeWrite.Create(Name("projects/p"), NodeContentSamples.All[NodeKind.Project]),
            NodeWrite.Create(Name("projects/p/experiments/e"), new Experiment()),
            CreateRun("x"));

        var error = await RefusedAsync(ErrorKind.FailedPrecondition, ErrorReason.ResourceInUse, () => DeleteUnusedAsync(name));

        Assert.StartsWith(name + "/", error.Metadata["used_by"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unused_OnlyTombstonesCertificatesAndNeighboursOfTheName_IsDeleted()
    {
        await WriteAsync(
            NodeWrite.Create(Name("projects/p"), NodeContentSamples.All[NodeKind.Project]),
            NodeWrite.Create(Name("projects/p/certificates/c"), NodeContentSamples.All[NodeKind.Certificate]),
            NodeWrite.Create(Name("projects/p-1/sources/a"), Source()),
            NodeWrite.Create(Name("projects/p0/sources/a"), Source()),
            NodeWrite.Create(Name("projects/pp/sources/a"), Source()),
            Create("a"));
        await WriteAsync(Delete("a"));

        Assert.True((await DeleteUnusedAsync("projects/p")).Nodes[0].IsTombstone);
    }

    [Fact]
    public async Task Unused_SameCommitDeletesTheUsers_IsDeleted()
    {
        await LinkAsync("user>a");

        var result = await CommitAsync(new ChangeSet { Nodes = [Delete("user"), Delete("a")], Unused = [SourceName("a")] });

        Assert.All(result.Nodes, n => Assert.True(n.IsTombstone));
    }

    [Fact]
    public async Task Unused_ManyClientsLinkWhileOneDeletes_NoLivingNodeHangsOnATombstone()
    {
        await CreateAsync("a");

        var outcomes = await AtOnceAsync(24, i => i == 12
            ? Store.CommitAsync(new ChangeSet { Nodes = [Delete("a")], Unused = [SourceName("a")] }, Token)
            : Store.CommitAsync(new ChangeSet { Nodes = [Create($"user{i}")], OpenedEdges = [new EdgeOpening(Key($"user{i}>a"))] }, Token));

        var edges = await Store.ListEdgesAsync(new EdgeQuery { Node = SourceName("a"), Direction = TraceDirection.Downstream, PageSize = 100 }, Token);
        Assert.Equal((await NodeAsync("a")).IsTombstone, edges.Edges.Count == 0);
        Assert.Equal(outcomes[12].Succeeded, edges.Edges.Count == 0);
    }

    private Task<CommitResult> DeleteUnusedAsync(string name) =>
        CommitAsync(new ChangeSet { Nodes = [NodeWrite.Delete(Name(name), null)], Unused = [Name(name)] });
}
