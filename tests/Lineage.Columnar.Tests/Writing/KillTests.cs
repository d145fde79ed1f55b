using System.Globalization;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing;

namespace Lineage.Columnar.Tests.Writing;

public sealed class KillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.ArrowFile)]
    public async Task Kill_InTheMiddleOfATable_LeavesTheOldOneAndAFileThatIsRemoved(TableFormat format)
    {
        using var folder = new WriteFolder();
        var path = await folder.WriteAsync(new NumberedTable(7), "table", format);
        using var writer = CrashWriterProcess.Start(path, format, 8, stopsMidway: true);
        Assert.Equal("midway", await writer.ReadAsync(Token));
        Assert.Equal(0, TableWriter.RemoveLeftovers(folder.Path));
        Assert.Equal(2, folder.Files().Length);

        await writer.KillAsync(Token);

        Assert.Equal(2, folder.Files().Length);
        Assert.Equal(7, await NumberAsync(path));
        Assert.Equal(1, TableWriter.RemoveLeftovers(folder.Path));
        Assert.Equal(["table"], folder.Files());
        Assert.Equal(7, await NumberAsync(path));
    }

    [Fact]
    public async Task Kill_AtAnyTime_LeavesAWholeTableNoOlderThanSaid()
    {
        using var folder = new WriteFolder();
        var (path, next) = (folder.PathOf("table"), 1);
        for (var round = 1; round <= 4; round++)
        {
            using var writer = CrashWriterProcess.Start(path, TableFormat.Parquet, next);
            var said = 0;
            for (var i = 0; i < 5 * round; i++)
            {
                said = int.Parse(await writer.ReadAsync(Token) ?? throw new InvalidOperationException("The writer ended by itself."), CultureInfo.InvariantCulture);
            }

            said = (await writer.KillAsync(Token)).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Append(said).Max();

            var found = await NumberAsync(path);
            Assert.InRange(found, said, said + 1);
            TableWriter.RemoveLeftovers(folder.Path);
            Assert.Equal(["table"], folder.Files());
            next = found + 1;
        }
    }

    /// <summary>The number that all rows of a whole table have.</summary>
    private static async Task<int> NumberAsync(string path)
    {
        await using var table = await TableSource.OpenAsync(path, null, Token);
        var (numbers, rows) = (new HashSet<string?>(StringComparer.Ordinal), 0);
        await foreach (var batch in table.ReadAsync(null, Token))
        {
            using (batch)
            {
                var column = CanonicalColumn.Create(batch.Schema.FieldsList[0], batch.Column(0), "table");
                numbers.UnionWith(Enumerable.Range(0, batch.Length).Select(column.Format));
                rows += batch.Length;
            }
        }

        Assert.Equal(NumberedTable.Batches * NumberedTable.BatchRows, rows);
        return int.Parse(Assert.Single(numbers)!, CultureInfo.InvariantCulture);
    }
}
