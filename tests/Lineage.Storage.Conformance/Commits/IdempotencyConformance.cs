using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Commits;

/// <summary>The same request may arrive any number of times, also at once.</summary>
public abstract class IdempotencyConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly IdempotencyKey Key = new("request", "digest");

    [Fact]
    public async Task Commit_SameRequestAgain_IsReplayedAndWritesNothing()
    {
        var first = await CommitAsync(Request("a", Key));
        var before = await StateAsync();

        var again = await CommitAsync(Request("a", Key));

        Assert.False(first.Replayed);
        Assert.True(again.Replayed);
        Assert.Equal(first.Time, again.Time);
        Assert.Equal(first.Nodes.Select(StoreText.Of), again.Nodes.Select(StoreText.Of));
        Assert.Equal(first.Nodes.Select(n => n.Etag), again.Nodes.Select(n => n.Etag));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Commit_ReplayAfterLaterWrites_ReturnsTheNodesAsTheyAreNow()
    {
        var first = await CommitAsync(Request("a", Key) with { Nodes = [Create("b"), Create("a"), Create("c")] });
        await WriteAsync(Replace("a", "bob"), Delete("b"));

        var again = await CommitAsync(Request("a", Key));

        Assert.Equal(first.Time, again.Time);
        Assert.Equal(["b", "a", "c"], again.Nodes.Select(n => n.Name.Id));
        Assert.Equal([true, false, false], again.Nodes.Select(n => n.IsTombstone));
        Assert.Equal(["", "bob", ""], again.Nodes.Select(n => ((Source)n.Content).Owner));
    }

    [Fact]
    public async Task Commit_OtherDigest_IsRefusedBeforeAnyPrecondition()
    {
        await CommitAsync(Request("a", Key));
        var before = await StateAsync();

        await RefusedAsync(ErrorKind.Invalid, ErrorReason.RequestIdReused, () => CommitAsync(Request("a", Key with { RequestDigest = "other" })));
        await RefusedAsync(ErrorKind.Invalid, ErrorReason.RequestIdReused, () => CommitAsync(Request("new", Key with { RequestDigest = "other" })));

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Commit_FailedRequest_LeavesItsIdUnused()
    {
        await CreateAsync("a");
        await RefusedAsync(ErrorKind.AlreadyExists, ErrorReason.ResourceAlreadyExists, () => CommitAsync(Request("a", Key)));

        var result = await CommitAsync(Request("b", Key with { RequestDigest = "other" }));

        Assert.False(result.Replayed);
    }

    [Fact]
    public async Task Commit_NoKey_IsNeverAReplay()
    {
        await CommitAsync(Request("a", null));

        await RefusedAsync(ErrorKind.AlreadyExists, ErrorReason.ResourceAlreadyExists, () => CommitAsync(Request("a", null)));
    }

    [Fact]
    public async Task Commit_RequestWithoutNodes_IsReplayed()
    {
        var first = await CommitAsync(new ChangeSet { Audit = [Audit("x")], Idempotency = Key });

        var again = await CommitAsync(new ChangeSet { Audit = [Audit("x")], Idempotency = Key });

        Assert.Equal((first.Time, true, 0), (again.Time, again.Replayed, again.Nodes.Count));
        Assert.Single(await StoreText.AllEntriesAsync(Store, Token));
    }

    [Theory]
    [InlineData("request", "Request")]
    [InlineData("é", "e\u0301")]
    [InlineData("a", "a ")]
    [InlineData("a", "a\0")]
    public async Task Commit_IdsThatDifferInAnyCharacter_AreTwoRequests(string one, string other)
    {
        await CommitAsync(Request("a", new IdempotencyKey(one, "1")));

        var result = await CommitAsync(Request("b", new IdempotencyKey(other, "2")));

        Assert.False(result.Replayed);
        Assert.Equal(result.Time, (await Store.FindCommitAsync(new IdempotencyKey(other, "2"), Token))!.Time);
    }

    [Fact]
    public async Task Commit_LongestId_IsKeptWhole()
    {
        var longest = new string('x', 511);
        await CommitAsync(Request("a", new IdempotencyKey(longest + 'a', "1")));

        Assert.NotNull(await Store.FindCommitAsync(new IdempotencyKey(longest + 'a', "1"), Token));
        Assert.Null(await Store.FindCommitAsync(new IdempotencyKey(longest + 'b', "1"), Token));
    }

    [Fact]
    public async Task Commit_SameRequestManyTimesAtOnce_IsAppliedOnce()
    {
        var outcomes = await AtOnceAsync(24, _ => Store.CommitAsync(Request("a", Key), Token));

        Assert.All(outcomes, o => Assert.True(o.Succeeded, $"{o.Error}"));
        Assert.Single(outcomes, o => !o.Value!.Replayed);
        Assert.Single(outcomes.Select(o => o.Value!.Time).Distinct());
        Assert.Single(outcomes.Select(o => o.Value!.Nodes[0].Etag).Distinct());
        Assert.Single(await StoreText.AllEntriesAsync(Store, Token));
    }

    [Fact]
    public async Task Commit_OneIdForManyRequestsAtOnce_OneIsApplied()
    {
        var outcomes = await AtOnceAsync(24, i => Store.CommitAsync(Request($"n{i}", new IdempotencyKey("request", $"{i}")), Token));

        var winner = Assert.Single(outcomes.Index(), o => o.Item.Succeeded).Index;
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(ErrorReason.RequestIdReused, o.Reason));
        Assert.Equal($"n{winner}", Assert.Single(await StoreText.AllEntriesAsync(Store, Token)).Record.Detail);
    }

    [Fact]
    public async Task FindCommit_UnknownKey_IsNull() => Assert.Null(await Store.FindCommitAsync(Key, Token));

    [Fact]
    public async Task FindCommit_KnownKey_IsWhatACommitWouldReplay()
    {
        await CommitAsync(Request("a", Key));
        await WriteAsync(Replace("a", "bob"));

        var found = await Store.FindCommitAsync(Key, Token);

        var replay = await CommitAsync(Request("a", Key));
        Assert.True(found!.Replayed);
        Assert.Equal(replay.Time, found.Time);
        Assert.Equal(replay.Nodes.Select(StoreText.Of), found.Nodes.Select(StoreText.Of));
    }

    [Fact]
    public async Task FindCommit_OtherDigest_IsRefused()
    {
        await CommitAsync(Request("a", Key));

        await RefusedAsync(
            ErrorKind.Invalid, ErrorReason.RequestIdReused, async () => await Store.FindCommitAsync(Key with { RequestDigest = "other" }, Token));
    }

    private static ChangeSet Request(string id, IdempotencyKey? key) => new() { Nodes = [Create(id)], Audit = [Audit(id)], Idempotency = key };
}
