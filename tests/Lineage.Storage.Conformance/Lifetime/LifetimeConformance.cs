using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Lifetime;

/// <summary>Beginning, end and cancellation.</summary>
public abstract class LifetimeConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly Dictionary<string, Func<ILineageStore, CancellationToken, Task>> Members = new()
    {
        ["initialize"] = (s, c) => s.InitializeAsync(c),
        ["check health"] = (s, c) => s.CheckHealthAsync(c),
        ["find"] = (s, c) => s.FindAsync(SourceName("a"), c).AsTask(),
        ["find many"] = (s, c) => s.FindManyAsync([SourceName("a")], c).AsTask(),
        ["list"] = (s, c) => s.ListAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 1 }, c).AsTask(),
        ["commit"] = (s, c) => s.CommitAsync(new ChangeSet { Nodes = [Create("new")] }, c),
        ["find commit"] = (s, c) => s.FindCommitAsync(new IdempotencyKey("r", "d"), c).AsTask(),
        ["list edges"] = (s, c) => s.ListEdgesAsync(new EdgeQuery { Node = SourceName("a"), Direction = TraceDirection.Upstream, PageSize = 1 }, c).AsTask(),
        ["trace"] = async (s, c) => await s.TraceAsync(Whole, c).GetAsyncEnumerator(c).MoveNextAsync(),
        ["find path"] = (s, c) => s.FindPathAsync(
            new PathQuery { From = SourceName("a"), To = SourceName("a"), Direction = TraceDirection.Both, MaxDepth = 1, NodeBudget = 1 }, c).AsTask(),
        ["read audit"] = (s, c) => s.ReadAuditAsync(new AuditQuery { PageSize = 1 }, c).AsTask(),
        ["read metrics"] = (s, c) => s.ReadMetricsAsync(new MetricQuery { Run = RunName("r"), PageSize = 1 }, c).AsTask(),
    };

    public static TheoryData<string> MemberNames => [.. Members.Keys];

    private static TraceQuery Whole => new() { Roots = [SourceName("a")], Direction = TraceDirection.Upstream, MaxDepth = 9, NodeBudget = 9 };

    [Theory]
    [MemberData(nameof(MemberNames))]
    public async Task AnyMember_AfterDisposal_ThrowsObjectDisposed(string member)
    {
        await CreateAsync("a");
        await Members[member](Store, Token);
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Members[member](Store, Token));
    }

    [Theory]
    [MemberData(nameof(MemberNames))]
    public async Task AnyMember_CancelledBefore_ThrowsAndTheStoreGoesOn(string member)
    {
        await CreateAsync("a");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Members[member](Store, cancelled.Token));

        Assert.Null(await Store.FindAsync(SourceName("new"), Token));
        await Members[member](Store, Token);
    }

    [Fact]
    public async Task Initialize_Again_ChangesNothing()
    {
        await CommitAsync(new ChangeSet { Nodes = [Create("a")], Audit = [Audit("a")] });
        var before = await StateAsync();

        await Store.InitializeAsync(Token);
        await AtOnceAsync(4, async _ =>
        {
            await Store.InitializeAsync(Token);
            return true;
        });

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task CheckHealth_OfAWorkingStore_WritesNothing()
    {
        await CommitAsync(new ChangeSet { Nodes = [Create("a")], Audit = [Audit("a")] });
        var before = await StateAsync();

        await Store.CheckHealthAsync(Token);

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Dispose_Twice_IsHarmless()
    {
        await Store.DisposeAsync();
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task Trace_CancelledOnTheWay_Stops()
    {
        await LinkAsync("a>b", "b>c");
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var trace = Store.TraceAsync(Whole, cancelled.Token).GetAsyncEnumerator(cancelled.Token);
        Assert.True(await trace.MoveNextAsync());

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await trace.MoveNextAsync());
    }

    [Fact]
    public async Task Commit_CancelledOnTheWay_IsThereWhollyOrNotAndTheKeyTells()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var outcomes = await AtOnceAsync(60, async i =>
        {
            if (i == 30)
            {
                await cancelled.CancelAsync();
            }

            return await Store.CommitAsync(Request(i), cancelled.Token);
        });

        for (var i = 0; i < outcomes.Count; i++)
        {
            var known = await Store.FindCommitAsync(Request(i).Idempotency!.Value, Token);
            Assert.True(known is not null || !outcomes[i].Succeeded, "a commit that was acknowledged is not there");
            var result = await Store.CommitAsync(Request(i), Token);
            Assert.True(known is null || known.Time == result.Time, "a commit that was there was applied again");
        }

        var entries = await StoreText.AllEntriesAsync(Store, Token);
        Assert.Equal(60, entries.Count);
        Assert.Equal(60, entries.Select(e => e.Record.Detail).Distinct().Count());
    }

    [Fact]
    public async Task Dispose_WhileCommitsArrive_EachIsAcknowledgedOrRefused()
    {
        var outcomes = await AtOnceAsync(40, async i =>
        {
            if (i != 20)
            {
                return await Store.CommitAsync(Request(i), Token);
            }

            await Store.DisposeAsync();
            return null;
        });

        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.IsType<ObjectDisposedException>(o.Error));
    }

    private static ChangeSet Request(int i) =>
        new() { Nodes = [Create($"n{i}"), Create($"m{i}")], Audit = [Audit($"{i}")], Idempotency = new IdempotencyKey($"{i}", "digest") };
}
