using Lineage.Core.Errors;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Commits;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GatedClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _clock.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Commit_WhatWaits_SharesOneTransaction()
    {
        await using var store = await OpenAsync();
        _clock.Close();
        var first = CommitAsync(store, "first");
        await _clock.ArrivedAsync(Token);
        var group = Enumerable.Range(0, 5).Select(i => CommitAsync(store, $"n{i}")).ToList();

        _clock.LetOnePass();
        await first;
        for (var i = 0; i < 4; i++)
        {
            await _clock.ArrivedAsync(Token);
            _clock.LetOnePass();
        }

        // Four of the group are applied, the fifth is not: nobody has heard of an outcome, and no reader sees any of them.
        await _clock.ArrivedAsync(Token);
        Assert.All(group, t => Assert.False(t.IsCompleted));
        Assert.All(await store.FindManyAsync([.. Enumerable.Range(0, 5).Select(i => SourceName($"n{i}"))], Token), Assert.Null);
        Assert.NotNull(await store.FindAsync(SourceName("first"), Token));
        _clock.Open();

        var results = await Task.WhenAll(group);
        Assert.Equal(5, results.Select(r => r.Time).Distinct().Count());
        Assert.All(await store.FindManyAsync([.. Enumerable.Range(0, 5).Select(i => SourceName($"n{i}"))], Token), Assert.NotNull);
    }

    [Fact]
    public async Task Commit_SomeOfAGroupFail_TheOthersAreCommitted()
    {
        await using var store = await OpenAsync();
        _clock.Close();
        var first = CommitAsync(store, "a");
        await _clock.ArrivedAsync(Token);
        string[] ids = ["b", "a", "c", "b", "d"];
        var group = ids.Select(i => CommitAsync(store, i)).ToList();

        _clock.Open();

        await first;
        foreach (var (i, task) in group.Index())
        {
            if (i is 1 or 3)
            {
                Assert.Equal(ErrorReason.ResourceAlreadyExists, (await Assert.ThrowsAsync<LineageException>(() => task)).Reason);
            }
            else
            {
                Assert.Equal(ids[i], (await task).Nodes[0].Name.Id);
            }
        }

        Assert.Equal(["a", "b", "c", "d"], (await StoreText.AllEntriesAsync(store, Token)).Select(e => e.Record.Detail));
    }

    [Fact]
    public async Task Commit_CancelledWhileItWaits_IsNotThere()
    {
        await using var store = await OpenAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _clock.Close();
        var first = CommitAsync(store, "first");
        await _clock.ArrivedAsync(Token);
        var waiting = store.CommitAsync(new ChangeSet { Nodes = [Create("waiting")] }, cancelled.Token);
        var last = CommitAsync(store, "last");

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _clock.Open();

        await Task.WhenAll(first, last);
        Assert.Null(await store.FindAsync(SourceName("waiting"), Token));
    }

    [Fact]
    public async Task Commit_CancelledWhileItIsApplied_IsThereAndTheKeyTells()
    {
        await using var store = await OpenAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _clock.Close();
        var key = new IdempotencyKey("request", "digest");
        var applied = store.CommitAsync(new ChangeSet { Nodes = [Create("a")], Idempotency = key }, cancelled.Token);
        await _clock.ArrivedAsync(Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => applied);
        _clock.Open();
        await CommitAsync(store, "next");

        Assert.Equal("a", Assert.Single((await store.FindCommitAsync(key, Token))!.Nodes).Name.Id);
    }

    [Fact]
    public async Task Commit_QueueIsFull_CallersWaitToBeLetIn()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { QueueCapacity = 1, MaxGroupSize = 1 });
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _clock.Close();
        var first = CommitAsync(store, "a");
        await _clock.ArrivedAsync(Token);
        var others = Enumerable.Range(0, 5).Select(i => CommitAsync(store, $"n{i}")).ToList();
        var impatient = store.CommitAsync(new ChangeSet { Nodes = [Create("impatient")] }, cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _clock.Open();

        await Task.WhenAll([first, .. others]);
        Assert.Null(await store.FindAsync(SourceName("impatient"), Token));
        Assert.Equal(6, (await StoreText.AllEntriesAsync(store, Token)).Count);
    }

    [Fact]
    public async Task Dispose_WhileCommitsWait_CommitsThemFirst()
    {
        var store = await OpenAsync();
        _clock.Close();
        var first = CommitAsync(store, "a");
        await _clock.ArrivedAsync(Token);
        var waiting = CommitAsync(store, "b");
        var disposal = store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync(store, "late"));
        _clock.Open();

        await Task.WhenAll(first, waiting);
        await disposal;
        await using var reopened = await OpenAsync();
        Assert.NotNull(await reopened.FindAsync(SourceName("b"), Token));
        Assert.Null(await reopened.FindAsync(SourceName("late"), Token));
    }

    private static Task<CommitResult> CommitAsync(SqliteLineageStore store, string id) =>
        store.CommitAsync(new ChangeSet { Nodes = [Create(id)], Audit = [Audit(id)] }, Token);

    private async Task<SqliteLineageStore> OpenAsync(SqliteStoreOptions? options = null)
    {
        var store = new SqliteLineageStore(_folder.Database, _clock, options);
        await store.InitializeAsync(Token);
        return store;
    }
}
