using Lineage.Core.Errors;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Schema;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Schema;

public sealed class MigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Apply_NewFile_BringsItToTheCurrentVersion()
    {
        using var connection = Connection.OpenWriter(_folder.Database);

        Migrations.Apply(connection, "x");

        Assert.Equal((Migrations.Current, Migrations.ApplicationId), (connection.Scalar("PRAGMA user_version"), connection.Scalar("PRAGMA application_id")));
        Assert.Equal(2, connection.Scalar("PRAGMA synchronous"));
        Assert.Equal(1, connection.Scalar("PRAGMA foreign_keys"));
        Assert.Equal(1, connection.Scalar("SELECT journal_mode = 'wal' FROM pragma_journal_mode"));
    }

    [Fact]
    public async Task Apply_CurrentFile_ChangesNothing()
    {
        await CreateStoreAsync();
        using var connection = Connection.OpenWriter(_folder.Database);
        var before = connection.Scalar("PRAGMA schema_version");

        Migrations.Apply(connection, "x");
        Migrations.Apply(connection, "x");

        Assert.Equal(before, connection.Scalar("PRAGMA schema_version"));
        Assert.Equal(1, connection.Scalar("SELECT count(*) FROM node"));
        Assert.Equal(1, connection.Scalar("SELECT count(*) FROM clock"));
    }

    [Fact]
    public async Task Initialize_NewerSchema_IsIncompatibleAndTheFileIsUntouched()
    {
        await CreateStoreAsync();
        Change($"PRAGMA user_version = {Migrations.Current + 1}");
        var before = await File.ReadAllBytesAsync(_folder.Database, Token);

        var error = await FailAsync();

        Assert.Contains($"schema version {Migrations.Current + 1}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Database, Token));
    }

    [Theory]
    [InlineData("CREATE TABLE somebody (elses TEXT)")]
    [InlineData("PRAGMA application_id = 42")]
    [InlineData("PRAGMA user_version = 1")]
    public async Task Initialize_DatabaseOfAnotherApplication_IsIncompatible(string sql)
    {
        Change(sql);
        var before = await File.ReadAllBytesAsync(_folder.Database, Token);

        var error = await FailAsync();

        Assert.Contains("another application", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Database, Token));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5_000)]
    public async Task Initialize_Garbage_IsIncompatible(int length)
    {
        var garbage = new byte[length];
        new Random(7).NextBytes(garbage);
        await File.WriteAllBytesAsync(_folder.Database, garbage, Token);

        Assert.Contains("no SQLite database", (await FailAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(_folder.Database, Token));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task Initialize_TruncatedFile_IsIncompatible(double kept)
    {
        await CreateStoreAsync();
        await using (var file = File.OpenWrite(_folder.Database))
        {
            file.SetLength((long)(file.Length * kept) / 4_096 * 4_096);
        }

        Assert.Contains("damaged", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_AfterARefusal_TheFileCanBeOpenedAgain()
    {
        await CreateStoreAsync();
        Change($"PRAGMA user_version = {Migrations.Current + 1}");
        await FailAsync();
        Change($"PRAGMA user_version = {Migrations.Current}");

        await using var store = new SqliteLineageStore(_folder.Database, TimeProvider.System);
        await store.InitializeAsync(Token);

        Assert.NotNull(await store.FindAsync(SourceName("a"), Token));
    }

    [Theory]
    [InlineData("UPDATE node SET content = 'no json'")]
    [InlineData("UPDATE node SET content = 'null'")]
    [InlineData("UPDATE node SET name = 'no name' WHERE name LIKE '%a'")]
    [InlineData("UPDATE edge SET kind = 'Unheard'")]
    public async Task Read_RowThatThisVersionCannotRead_IsIncompatible(string damage)
    {
        await CreateStoreAsync();
        Change(damage);
        await using var store = new SqliteLineageStore(_folder.Database, TimeProvider.System);
        await store.InitializeAsync(Token);

        var error = await Assert.ThrowsAsync<LineageException>(async () =>
        {
            _ = await StoreText.OfAsync(store, Token);
        });

        Assert.Equal((ErrorKind.Unavailable, ErrorReason.StoreIncompatible), (error.Kind, error.Reason));
    }

    private void Change(string sql)
    {
        using var connection = Connection.OpenWriter(_folder.Database);
        connection.ExecuteScript(sql);
    }

    private async Task CreateStoreAsync()
    {
        await using var store = new SqliteLineageStore(_folder.Database, TimeProvider.System);
        await store.InitializeAsync(Token);
        await store.CommitAsync(new ChangeSet { Nodes = [Create("a")], OpenedEdges = [new EdgeOpening(Key("a>a"))] }, Token);
    }

    private async Task<LineageException> FailAsync()
    {
        await using var store = new SqliteLineageStore(_folder.Database, TimeProvider.System);
        var error = await Assert.ThrowsAsync<LineageException>(() => store.InitializeAsync(Token));
        Assert.Equal((ErrorKind.Unavailable, ErrorReason.StoreIncompatible), (error.Kind, error.Reason));
        return error;
    }
}
