using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Writing;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Whatever ends the writing, what was at the path stays, and nothing else does.</summary>
public sealed class WholeOrNothingTests
{
    private static readonly byte[] Before = "what was here before"u8.ToArray();

    public static TheoryData<TableFormat> Formats => [TableFormat.Parquet, TableFormat.ArrowFile];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_DiskFullAtAnyByte_LeavesWhatWasThere(TableFormat format)
    {
        using var folder = new WriteFolder();
        await using var table = Table.Generate(new Random(5), 40).ToSource(new Random(5));
        var options = new WriteOptions { RowGroupRows = 15, Workers = 2 };
        var bytes = new FileInfo(await folder.WriteAsync(table, "table", format, options)).Length;
        await File.WriteAllBytesAsync(folder.PathOf("table"), Before, Token);

        for (var room = 0L; room <= bytes; room++)
        {
            var error = await Assert.ThrowsAsync<IOException>(() => TableWriter.WriteAsync(table, folder.PathOf("table"), format, options, FailingFile.With(room), null, Token));

            Assert.Contains("space", error.Message, StringComparison.Ordinal);
            await AssertUntouchedAsync(folder);
        }

        await TableWriter.WriteAsync(table, folder.PathOf("table"), format, options, FailingFile.With(bytes + 1), null, Token);
        Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(folder.PathOf("table")));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_CancelledAtAnyBatch_LeavesWhatWasThere(TableFormat format)
    {
        using var folder = new WriteFolder();
        await File.WriteAllBytesAsync(folder.PathOf("table"), Before, Token);
        for (var at = 0; at < NumberedTable.Batches; at++)
        {
            using var stop = new CancellationTokenSource();
            var table = new NumberedTable(1, batch => batch == at ? stop.CancelAsync() : Task.CompletedTask);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => TableWriter.WriteAsync(table, folder.PathOf("table"), format, new() { RowGroupRows = NumberedTable.BatchRows / 2 }, null, stop.Token));

            await AssertUntouchedAsync(folder);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_CancelledAfterAnyRowGroup_LeavesWhatWasThere(TableFormat format)
    {
        using var folder = new WriteFolder();
        await File.WriteAllBytesAsync(folder.PathOf("table"), Before, Token);
        for (var at = 1; at <= NumberedTable.Batches; at++)
        {
            using var stop = new CancellationTokenSource();
            var progress = new StopAt(at * NumberedTable.BatchRows, stop);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => TableWriter.WriteAsync(new NumberedTable(1), folder.PathOf("table"), format, new() { RowGroupRows = NumberedTable.BatchRows }, progress, stop.Token));

            Assert.Equal(at * NumberedTable.BatchRows, progress.Rows);
            await AssertUntouchedAsync(folder);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_TableThatFailsAtAnyBatch_IsThatErrorAndLeavesWhatWasThere(TableFormat format)
    {
        using var folder = new WriteFolder();
        await File.WriteAllBytesAsync(folder.PathOf("table"), Before, Token);
        for (var at = 0; at < NumberedTable.Batches; at++)
        {
            var fault = new TableFormatException(TableFormatError.Corrupt, "numbered", $"breaks at {at}");
            var table = new NumberedTable(1, batch => batch == at ? throw fault : Task.CompletedTask);

            Assert.Same(fault, await Assert.ThrowsAsync<TableFormatException>(() => TableWriter.WriteAsync(table, folder.PathOf("table"), format, new() { RowGroupRows = 700 }, null, Token)));
            await AssertUntouchedAsync(folder);
        }
    }

    [Fact]
    public async Task Write_NameThatCannotBeGiven_LeavesNothing()
    {
        using var folder = new WriteFolder();
        Directory.CreateDirectory(folder.PathOf("table"));

        await Assert.ThrowsAnyAsync<Exception>(() => TableWriter.WriteAsync(new NumberedTable(1), folder.PathOf("table"), TableFormat.Parquet, ct: Token));

        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task RemoveLeftovers_OtherFiles_Stay()
    {
        using var folder = new WriteFolder();
        string[] others = [".lineage-0123.unfinished", ".lineage-0123456789abcdef0123456789abcdef.unfinished.parquet", "lineage-0123456789abcdef0123456789abcdef.unfinished"];
        foreach (var name in others.Append(".lineage-0123456789abcdef0123456789abcdef.unfinished"))
        {
            await File.WriteAllBytesAsync(folder.PathOf(name), Before, Token);
        }

        Assert.Equal(1, TableWriter.RemoveLeftovers(folder.Path));
        Assert.Equal(others.Order(StringComparer.Ordinal), folder.Files());
        Assert.Equal(0, TableWriter.RemoveLeftovers(folder.Path));
    }

    private static async Task AssertUntouchedAsync(WriteFolder folder)
    {
        Assert.Equal(["table"], folder.Files());
        Assert.Equal(Before, await File.ReadAllBytesAsync(folder.PathOf("table"), Token));
    }
}
