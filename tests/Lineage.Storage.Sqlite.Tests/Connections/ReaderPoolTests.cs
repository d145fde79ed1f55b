using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Connections;

public sealed class ReaderPoolTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TraceQuery Trace => new() { Roots = [SourceName("a")], Direction = TraceDirection.Upstream, MaxDepth = 9, NodeBudget = 9 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_AllReadersAreLent_WaitsUntilOneIsFree()
    {
        await using var store = await OpenAsync();
        await using var trace = store.TraceAsync(Trace, Token).GetAsyncEnumerator(Token);
        Assert.True(await trace.MoveNextAsync());

        var waiting = store.ReadAuditAsync(new AuditQuery { PageSize = 1 }, Token);
        Assert.False(waiting.IsCompleted);
        await trace.DisposeAsync();

        Assert.Empty((await waiting).Entries);
    }

    [Fact]
    public async Task Read_CancelledWhileItWaitsForAReader_Ends()
    {
        await using var store = await OpenAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var trace = store.TraceAsync(Trace, Token).GetAsyncEnumerator(Token);
        Assert.True(await trace.MoveNextAsync());
        var waiting = store.ReadAuditAsync(new AuditQuery { PageSize = 1 }, cancelled.Token).AsTask();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await trace.DisposeAsync();
        Assert.Empty((await store.ReadAuditAsync(new AuditQuery { PageSize = 1 }, Token)).Entries);
    }

    [Fact]
    public async Task Commit_WhileEveryReaderIsLent_DoesNotWait()
    {
        await using var store = await OpenAsync();
        await using var trace = store.TraceAsync(Trace, Token).GetAsyncEnumerator(Token);
        Assert.True(await trace.MoveNextAsync());

        await store.CommitAsync(new ChangeSet { Nodes = [Create("b")] }, Token);
    }

    [Fact]
    public async Task Dispose_WhileATraceRuns_EndsTheTraceAtItsNextStep()
    {
        var store = await OpenAsync();
        await using var trace = store.TraceAsync(Trace, Token).GetAsyncEnumerator(Token);
        Assert.True(await trace.MoveNextAsync());

        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await trace.MoveNextAsync());
    }

    [Fact]
    public async Task Rent_CancelledInTheMiddleOfARead_InterruptsItAndTheReaderIsGoodAgain()
    {
        await using var store = await OpenAsync();
        using var pool = new ReaderPool(_folder.Database, 1);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using (var session = await pool.RentAsync(cancelled.Token))
        {
            using var endless = session.Connection.Prepare("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c");
            Assert.True(endless.Step());
            await cancelled.CancelAsync();
            var error = Assert.Throws<SqliteException>(() =>
            {
                while (endless.Step())
                {
                }
            });
            Assert.Equal(raw.SQLITE_INTERRUPT, error.SqliteErrorCode);
        }

        using var next = await pool.RentAsync(Token);
        Assert.Equal(1, next.Connection.Scalar("SELECT count(*) FROM node"));
    }

    [Fact]
    public async Task Return_AfterDisposal_ClosesTheReader()
    {
        await using var store = await OpenAsync();
        var pool = new ReaderPool(_folder.Database, 1);
        var session = await pool.RentAsync(Token);
        pool.Dispose();
        session.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.RentAsync(Token));
    }

    [Fact]
    public async Task Prepare_ManyDifferentStatements_StayBounded()
    {
        await using var store = await OpenAsync();
        using var connection = Connection.OpenReader(_folder.Database);
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(i, connection.Scalar($"SELECT {i}"));
        }

        Assert.InRange(connection.PreparedTexts.Count, 1, 128);
    }

    private async Task<SqliteLineageStore> OpenAsync()
    {
        var store = new SqliteLineageStore(_folder.Database, TimeProvider.System, new SqliteStoreOptions { MaxReaders = 1 });
        await store.InitializeAsync(Token);
        await store.CommitAsync(new ChangeSet { Nodes = [Create("a")] }, Token);
        return store;
    }
}
