using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using Microsoft.Extensions.Time.Testing;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Durability;

public sealed class ReopeningTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Initialize_FileOfBefore_KeepsEverything()
    {
        string before;
        CommitResult first;
        await using (var store = await OpenAsync())
        {
            first = await store.CommitAsync(
                new ChangeSet
                {
                    Nodes = [Create("a", "ann"), Create("𝒳"), CreateRun("r")],
                    OpenedEdges = [new EdgeOpening(Key("a>𝒳"), new Dictionary<string, string> { ["k"] = "v" })],
                    Metrics = [new MetricAppend(RunName("r"), [new MetricPoint("loss", 1, double.NaN, At)])],
                    Audit = [Audit("1")],
                    Idempotency = new IdempotencyKey("request", "digest"),
                },
                Token);
            await store.CommitAsync(new ChangeSet { Nodes = [Delete("𝒳")], ClosedEdges = [Key("a>𝒳")], Audit = [Audit("2")] }, Token);
            before = await StoreText.OfAsync(store, Token);
        }

        await using var reopened = await OpenAsync();

        Assert.Equal(before, await StoreText.OfAsync(reopened, Token));
        Assert.Equal(first.Time, (await reopened.FindCommitAsync(new IdempotencyKey("request", "digest"), Token))!.Time);
    }

    [Fact]
    public async Task Commit_AfterReopeningWithAClockSetBack_GoesOnInTimeAndSequence()
    {
        CommitTime last;
        await using (var store = await OpenAsync())
        {
            last = (await store.CommitAsync(new ChangeSet { Nodes = [Create("a")], Audit = [Audit("1")] }, Token)).Time;
        }

        _clock.AdjustTime(_clock.GetUtcNow().AddYears(-1));
        await using var reopened = await OpenAsync();
        var next = await reopened.CommitAsync(new ChangeSet { Nodes = [Replace("a", "ann")], Audit = [Audit("2")] }, Token);

        Assert.True(next.Time.CompareTo(last) > 0);
        var entries = await StoreText.AllEntriesAsync(reopened, Token);
        Assert.Equal(AuditChain.Hash(entries[0].Hash, 2, next.Time, Audit("2")), entries[1].Hash);
    }

    [Fact]
    public async Task Initialize_FileThatThisProcessHolds_IsRefused()
    {
        await using var store = await OpenAsync();
        await using var other = new SqliteLineageStore(_folder.Database, _clock);

        var error = await Assert.ThrowsAsync<LineageException>(() => other.InitializeAsync(Token));

        Assert.Equal(ErrorKind.Unavailable, error.Kind);
        Assert.Contains("'lineage.db'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_FolderThatIsNotThere_IsMade()
    {
        var path = Path.Combine(Path.GetDirectoryName(_folder.Database)!, "a", "b", "c.db");
        await using var store = new SqliteLineageStore(path, _clock);

        await store.InitializeAsync(Token);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Initialize_FolderThatIsAFile_IsUnavailable()
    {
        await File.WriteAllTextAsync(_folder.Database, "x", Token);
        await using var store = new SqliteLineageStore(Path.Combine(_folder.Database, "x.db"), _clock);

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAsync<LineageException>(() => store.InitializeAsync(Token))).Kind);
    }

    [Fact]
    public async Task Initialize_PathThatIsAFolder_IsUnavailable()
    {
        Directory.CreateDirectory(_folder.Database);
        await using var store = new SqliteLineageStore(_folder.Database, _clock);

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAsync<LineageException>(() => store.InitializeAsync(Token))).Kind);
    }

    [Fact]
    public async Task AnyMember_BeforeInitialize_SaysWhatIsMissing()
    {
        await using var store = new SqliteLineageStore(_folder.Database, _clock);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.FindAsync(SourceName("a"), Token));

        Assert.Contains(nameof(store.InitializeAsync), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_AfterCommits_LeavesOneFileWithoutALog()
    {
        await using (var store = await OpenAsync())
        {
            await store.CommitAsync(new ChangeSet { Nodes = [Create("a")] }, Token);
            Assert.NotNull(await store.FindAsync(SourceName("a"), Token));
        }

        Assert.False(File.Exists(_folder.Database + "-wal"));
    }

    private async Task<SqliteLineageStore> OpenAsync()
    {
        var store = new SqliteLineageStore(_folder.Database, _clock);
        await store.InitializeAsync(Token);
        return store;
    }
}
