using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>Several files as one table.</summary>
public sealed class FilesTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OfManyFiles_IsTheTableOfAllTheirRows()
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("one.parquet", append: false, Enumerable.Range(0, 30).Select(i => Row(i, 1)).ToArray());
        using var split = new TableFolder();
        for (var i = 0; i < 30; i++)
        {
            await split.WriteParquetAsync($"{i / 10}/{i:D2}.parquet", append: false, Row(i, 1));
        }

        foreach (var order in (RowOrder[])[RowOrder.Multiset, RowOrder.Ordered])
        {
            await using var one = await folder.OpenAsync();
            await using var many = await split.OpenAsync();
            Assert.Equal((30, 30), (many.Parts, (int)many.DeclaredRows!));
            Assert.Equal(
                (await Fingerprinter.ComputeAsync(one, new() { Order = order }, ct: Token)).ToString(),
                (await Fingerprinter.ComputeAsync(many, new() { Order = order }, workers: 3, ct: Token)).ToString());
        }
    }

    [Fact]
    public async Task Open_OfFilesThatDrifted_NamesFileColumnAndBothTypes()
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("sub/b.parquet", append: false, Row(0, 2));
        await DriftedFile.WriteAsync(folder.PathOf("a.parquet"), "value", isText: true);

        var error = await Assert.ThrowsAsync<TableFormatException>(folder.OpenAsync);

        Assert.Equal((TableFormatError.SchemaMismatch, "sub/b.parquet", "value"), (error.Error, error.TableSource, error.Column));
        Assert.Equal("sub/b.parquet, column 'value': is float, but string in a.parquet", error.Message);
    }

    [Theory]
    [InlineData("more", "a.parquet, column 'more': is missing, but float in Z.parquet")]
    [InlineData(null, "a.parquet, column 'value': is float, and not in Z.parquet at all")]
    public async Task Open_OfFilesWithOtherColumns_NamesThem(string? column, string message)
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Row(0, 2));
        await DriftedFile.WriteAsync(folder.PathOf("Z.parquet"), column, isText: false);

        Assert.Equal(message, (await Assert.ThrowsAsync<TableFormatException>(folder.OpenAsync)).Message);
    }

    [Fact]
    public async Task Read_OfAFileThatIsDamaged_NamesIt()
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Row(0, 20));
        await folder.WriteParquetAsync("b/c.parquet", append: false, Row(20, 20));
        var bytes = File.ReadAllBytes(folder.PathOf("b/c.parquet"));
        bytes.AsSpan(4, 40).Fill(0xFF);
        File.WriteAllBytes(folder.PathOf("b/c.parquet"), bytes);
        await using var table = await folder.OpenAsync();

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(table, ct: Token));

        Assert.Equal(("b/c.parquet", 0), (error.TableSource, error.RowGroup));
    }

    [Fact]
    public async Task Read_AfterAFileWasReplaced_SaysSo()
    {
        using var folder = new TableFolder();
        for (var i = 0; i < 20; i++)
        {
            await folder.WriteParquetAsync($"{i:D2}.parquet", append: false, Row(i, 1));
        }

        await using var table = await folder.OpenAsync();
        await folder.WriteParquetAsync("00.parquet", append: false, Row(0, 1), Row(1, 1));

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(table, ct: Token));
        Assert.Equal("00.parquet: was changed while the table was being read", error.Message);
    }

    [Fact]
    public async Task Find_InAFolder_TakesTablesByNameAndLeavesWhatIsHidden()
    {
        using var folder = new TableFolder();
        foreach (var name in (string[])["b.parquet", "B.arrow", "day=1/a.parquet", "_day=2/a.pq", "_temporary/x.parquet", ".hidden/x.parquet", "_SUCCESS", ".a.parquet.crc", "readme.md", "_metadata"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(name))!);
            await File.WriteAllTextAsync(folder.PathOf(name), name, Token);
        }

        Assert.Equal(["B.arrow", "_day=2/a.pq", "b.parquet", "day=1/a.parquet"], TableFiles.Find([folder.Table]).Select(file => file.Name));
        Assert.Equal(["day=1/a.parquet"], Names(folder, "day=*/*.parquet"));
        Assert.Equal(["b.parquet", "day=1/a.parquet"], Names(folder, "**/*.parquet"));
        Assert.Equal(["readme.md"], Names(folder, "r?adme*"));
        Assert.Equal(["b.parquet", "day=1/a.parquet"], Names(folder, "b.parquet", "day=1"));
        Assert.Equal(["a.parquet"], Names(folder, "day=1"));
    }

    [Theory]
    [InlineData("nowhere", "there is no such file or folder")]
    [InlineData("*.txt", "no file matches")]
    [InlineData("none/*.txt", "no file matches")]
    [InlineData("empty", "there is no Parquet or Arrow file in this folder")]
    public void Find_OfNothing_SaysSo(string path, string problem)
    {
        using var folder = new TableFolder();
        Directory.CreateDirectory(folder.PathOf("empty"));

        Assert.Contains(problem, Assert.Throws<FileNotFoundException>(() => TableFiles.Find([folder.PathOf(path)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfAFileTwice_IsRefused()
    {
        using var folder = new TableFolder();
        await File.WriteAllTextAsync(folder.PathOf("a.parquet"), "", Token);

        Assert.StartsWith("a.parquet: is named twice", Assert.Throws<ArgumentException>(() => TableFiles.Find([folder.Table, folder.PathOf("a.parquet")])).Message, StringComparison.Ordinal);
    }

    private static string[] Names(TableFolder folder, params string[] paths) => [.. TableFiles.Find([.. paths.Select(folder.PathOf)]).Select(file => file.Name)];

    private static Measure[] Row(int first, int count) => Measure.Some(first, count);
}
