using System.Globalization;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using Lineage.Storage.Sqlite.CrashWriter;

namespace Lineage.Storage.Sqlite.Tests.Durability;

public sealed class CrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Kill_InTheMiddleOfCommits_LosesNothingAcknowledgedAndLeavesNoHalf(int writers)
    {
        using var folder = new TempFolder();
        var acknowledged = new HashSet<int>();
        var first = 1;
        for (var round = 1; round <= 4; round++)
        {
            using var writer = CrashWriterProcess.Start(folder.Database, first, writers);
            for (var i = 0; i < 15 * round; i++)
            {
                acknowledged.Add(await writer.ReadAsync(Token) ?? throw new InvalidOperationException("The writer ended by itself."));
            }

            acknowledged.UnionWith(await writer.KillAsync(Token));

            // Each writer may have had one commit under way beyond those acknowledged.
            first = acknowledged.Max() + writers + 1;
            await AssertWholeAsync(folder.Database, acknowledged, first);
        }
    }

    [Fact]
    public async Task Initialize_FileHeldByAnotherProcess_IsRefusedUntilItEnds()
    {
        using var folder = new TempFolder();
        using var writer = CrashWriterProcess.Start(folder.Database, 1, 1);
        Assert.Equal(1, await writer.ReadAsync(Token));
        await using (var refused = new SqliteLineageStore(folder.Database, TimeProvider.System))
        {
            var error = await Assert.ThrowsAsync<LineageException>(() => refused.InitializeAsync(Token));
            Assert.Equal((ErrorKind.Unavailable, ErrorReason.StoreUnavailable), (error.Kind, error.Reason));
            Assert.Contains("another process holds it", error.Message, StringComparison.Ordinal);
        }

        await writer.KillAsync(Token);

        await using var store = new SqliteLineageStore(folder.Database, TimeProvider.System);
        await store.InitializeAsync(Token);
        Assert.NotNull(await store.FindAsync(NumberedCommit.Source(1), Token));
    }

    private static async Task AssertWholeAsync(string database, HashSet<int> acknowledged, int end)
    {
        await using var store = new SqliteLineageStore(database, TimeProvider.System);
        await store.InitializeAsync(Token);
        var there = new List<int>();
        for (var number = 1; number < end; number++)
        {
            var parts = await PartsAsync(store, number);
            Assert.True(parts is 0 or 6, $"commit {number} is there by {parts} of 6 parts");
            Assert.True(parts == 6 || !acknowledged.Contains(number), $"commit {number} was acknowledged and is lost");
            if (parts == 6)
            {
                there.Add(number);
            }
        }

        var verified = await new Core.Governance.AuditLog(store).VerifyAsync(0, string.Empty, Token);
        Assert.Equal((true, 2L * there.Count), (verified.Intact, verified.Entries));
        var audited = (await StoreText.AllEntriesAsync(store, Token)).GroupBy(e => e.Record.RequestId, StringComparer.Ordinal);
        Assert.Equal(there.Select(n => (n.ToString(CultureInfo.InvariantCulture), 2)).Order(), audited.Select(g => (g.Key, g.Count())).Order());
        var sources = await StoreText.AllNodesAsync(store, new NodeQuery { Kind = NodeKind.Source, PageSize = 100 }, Token);
        Assert.Equal(there.Count, sources.Count);
    }

    private static async Task<int> PartsAsync(SqliteLineageStore store, int number)
    {
        var parts = (await store.FindManyAsync([NumberedCommit.Source(number), NumberedCommit.Run(number)], Token)).Count(n => n is not null);
        parts += (await store.ListEdgesAsync(new EdgeQuery { Node = NumberedCommit.Run(number), Direction = TraceDirection.Upstream, PageSize = 9 }, Token)).Edges.Count;
        parts += (await store.ReadMetricsAsync(new MetricQuery { Run = NumberedCommit.Run(number), PageSize = 9 }, Token)).Points.Count;
        return parts + (await store.FindCommitAsync(NumberedCommit.Key(number), Token) is null ? 0 : 1);
    }
}
