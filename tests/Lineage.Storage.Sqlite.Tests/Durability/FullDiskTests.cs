using Lineage.Core.Errors;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Durability;

public sealed class FullDiskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_NoSpaceLeft_IsExhaustedAndTheStoreGoesOn()
    {
        using var folder = new TempFolder();
        await using var store = await OpenAsync(folder);
        await store.CommitAsync(new ChangeSet { Nodes = [Create("a", "ann")], Audit = [Audit("1")] }, Token);
        var before = await StoreText.OfAsync(store, Token);

        var error = await Assert.ThrowsAsync<LineageException>(() => store.CommitAsync(Large("big"), Token));

        Assert.Equal(ErrorKind.Exhausted, error.Kind);
        Assert.Equal(before, await StoreText.OfAsync(store, Token));
        Assert.Null(await store.FindCommitAsync(Large("big").Idempotency!.Value, Token));
        var after = await store.CommitAsync(new ChangeSet { Nodes = [Replace("a", "bob")], Audit = [Audit("2")] }, Token);
        Assert.Equal(after.Time, (await store.FindAsync(SourceName("a"), Token))!.UpdateTime);
        await store.CheckHealthAsync(Token);
        var verified = await new Core.Governance.AuditLog(store).VerifyAsync(0, string.Empty, Token);
        Assert.Equal((true, 2L), (verified.Intact, verified.Entries));
    }

    [Fact]
    public async Task Commit_UntilTheDiskIsFull_KeepsWhatWasAcknowledgedAlsoAfterReopening()
    {
        using var folder = new TempFolder();
        var acknowledged = 0;
        await using (var store = await OpenAsync(folder))
        {
            try
            {
                for (; ; acknowledged++)
                {
                    await store.CommitAsync(new ChangeSet { Nodes = [Create($"n{acknowledged}", new string('x', 2_000))], Audit = [Audit("x")] }, Token);
                }
            }
            catch (LineageException full)
            {
                Assert.Equal(ErrorKind.Exhausted, full.Kind);
            }
        }

        Assert.InRange(acknowledged, 5, 1_000);
        await using var reopened = await OpenAsync(folder);
        var nodes = await StoreText.AllNodesAsync(reopened, new NodeQuery { Kind = Core.Graph.NodeKind.Source, PageSize = 50 }, Token);
        Assert.Equal(acknowledged, nodes.Count);
        Assert.Equal((true, (long)acknowledged), await new Core.Governance.AuditLog(reopened).VerifyAsync(0, string.Empty, Token) is var verified ? (verified.Intact, verified.Entries) : default);
    }

    private static ChangeSet Large(string id) => new()
    {
        Nodes = [Create("small"), NodeWrite.Create(SourceName(id), Source() with { Description = new string('x', 4_000_000) })],
        Audit = [Audit("large")],
        Idempotency = new IdempotencyKey(id, "digest"),
    };

    private static async Task<SqliteLineageStore> OpenAsync(TempFolder folder)
    {
        var store = new SqliteLineageStore(folder.Database, TimeProvider.System, new SqliteStoreOptions { MaxPageCount = 100 });
        await store.InitializeAsync(Token);
        return store;
    }
}
