using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>Tables of files that grew over time: partitions in the names of folders, and columns that later files brought.</summary>
public sealed class EvolvingFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lineage-evolving-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_HivePartitions_AreColumnsOfTheirTypes()
    {
        await WriteAsync("day=2026-03-01/shop=7/country=a%20t/a.arrow", Ints("id", 1, 2));
        await WriteAsync("day=2026-03-02/shop=08/country=__HIVE_DEFAULT_PARTITION__/b.arrow", Ints("id", 3));

        await using var table = await OpenAsync(FilesOptions.Evolving);

        Assert.Equal(["id", "day", "shop", "country"], table.Schema.FieldsList.Select(field => field.Name));
        await AssertSameAsync(
            table,
            Ints("id", 1, 2, 3),
            ("day", new Date32Array.Builder().Append(new DateOnly(2026, 3, 1)).Append(new DateOnly(2026, 3, 1)).Append(new DateOnly(2026, 3, 2)).Build()),
            ("shop", new Int64Array.Builder().Append(7).Append(7).Append(8).Build()),
            ("country", new StringArray.Builder().Append("a t").Append("a t").AppendNull().Build()));
    }

    [Theory]
    [InlineData("1", "2", "integer")]
    [InlineData("1", "x", "string")]
    [InlineData("2026-03-01", "1", "string")]
    [InlineData("9999999999999999999", "1", "string")]
    [InlineData("-5", "__HIVE_DEFAULT_PARTITION__", "integer")]
    [InlineData("__HIVE_DEFAULT_PARTITION__", "__HIVE_DEFAULT_PARTITION__", "string")]
    [InlineData("-", "1", "string")]
    [InlineData("", "1", "string")]
    public async Task Open_PartitionValues_HaveTheNarrowestTypeThatHoldsAll(string first, string second, string type)
    {
        await WriteAsync($"p={first}/a.arrow", Ints("id", 1));
        await WriteAsync($"p={second}/b.arrow", Ints("id", 2));

        await using var table = await OpenAsync(FilesOptions.Evolving);

        Assert.Equal(type, Columnar.Canonical.LogicalType.Of(table.Schema.GetFieldByName("p")));
        Assert.Equal(2, (await Fingerprinter.ComputeAsync(table, ct: Token)).Rows);
    }

    [Fact]
    public async Task Open_ColumnsThatLaterFilesBrought_AreNullBefore()
    {
        await WriteAsync("a.arrow", Ints("id", 1, 2));
        await WriteAsync("b.arrow", Ints("id", 3), ("city", new StringArray.Builder().Append("Graz").Build()), Lists("tags", 4));
        await WriteAsync("c.arrow", ("city", new StringArray.Builder().Append("Linz").Build()), Ints("id", 4));

        await using var table = await OpenAsync(FilesOptions.Evolving);

        await AssertSameAsync(
            table, Ints("id", 1, 2, 3, 4), ("city", new StringArray.Builder().AppendNull().AppendNull().Append("Graz").Append("Linz").Build()), Lists("tags", null, null, 4, null));
    }

    [Fact]
    public async Task Read_OnlyWhatAFileHasNot_CountsItsRows()
    {
        await WriteAsync("p=1/a.arrow", Ints("id", 1, 2));
        await WriteAsync("p=2/b.arrow", Ints("id", 3), Ints("more", 4));
        await using var table = await OpenAsync(FilesOptions.Evolving);
        List<string?> seen = [];

        await foreach (var batch in table.ReadAsync(["more", "p"], Token))
        {
            using (batch)
            {
                var columns = DecodedBatch.Columns(new Schema(batch.Schema.FieldsList.Select(field => table.Schema.GetFieldByName(field.Name)), null), batch, "x");
                seen.AddRange(Enumerable.Range(0, batch.Length).Select(row => $"{columns[0].Format(row)} {columns[1].Format(row)}"));
            }
        }

        Assert.Equal([" 1", " 1", "4 2"], seen);
    }

    [Fact]
    public async Task Open_AFileColumnNamedAsAPartition_IsTheColumn()
    {
        await WriteAsync("id=77/a.arrow", Ints("id", 1, 2));
        await using var table = await OpenAsync(FilesOptions.Evolving);
        await AssertSameAsync(table, Ints("id", 1, 2));
    }

    [Fact]
    public async Task Open_Strictly_KnowsNeitherPartitionsNorNewColumns()
    {
        await WriteAsync("p=1/a.arrow", Ints("id", 1, 2));
        await using (var table = await OpenAsync(FilesOptions.Strict))
        {
            await AssertSameAsync(table, Ints("id", 1, 2));
        }

        await WriteAsync("p=1/b.arrow", Ints("id", 3), Ints("more", 4));
        var error = await Assert.ThrowsAsync<TableFormatException>(() => OpenAsync(FilesOptions.Strict));
        Assert.Equal("p=1/b.arrow, column 'more': is integer, and not in p=1/a.arrow at all", error.Message);
    }

    [Theory]
    [InlineData("q=1/b.arrow", "q=1/b.arrow: has the partitions (q), but (p) in p=1/a.arrow")]
    [InlineData("b.arrow", "p=1/a.arrow: has the partitions (p), but () in b.arrow")]
    public async Task Open_OtherPartitions_NamesTheFile(string other, string message)
    {
        await WriteAsync("p=1/a.arrow", Ints("id", 1));
        await WriteAsync(other, Ints("id", 2));
        Assert.Equal(message, (await Assert.ThrowsAsync<TableFormatException>(() => OpenAsync(FilesOptions.Evolving))).Message);
    }

    [Fact]
    public async Task Open_APartitionTwice_IsRefused()
    {
        await WriteAsync("p=1/p=2/a.arrow", Ints("id", 1));
        Assert.Equal(TableFormatError.DuplicateColumn, (await Assert.ThrowsAsync<TableFormatException>(() => OpenAsync(FilesOptions.Evolving))).Error);
    }

    [Fact]
    public async Task Open_AColumnOfAnotherType_NamesBothFiles()
    {
        await WriteAsync("a.arrow", Ints("id", 1));
        await WriteAsync("b.arrow", Ints("id", 1), Ints("more", 4));
        await WriteAsync("c.arrow", ("more", new StringArray.Builder().Append("x").Build()));
        Assert.Equal("c.arrow, column 'more': is string, but integer in b.arrow", (await Assert.ThrowsAsync<TableFormatException>(() => OpenAsync(FilesOptions.Evolving))).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string Name, IArrowArray Values) Ints(string name, params int[] values) => (name, new Int32Array.Builder().AppendRange(values).Build());

    private static (string Name, IArrowArray Values) Lists(string name, params int?[] values)
    {
        var builder = new ListArray.Builder(Int32Type.Default);
        foreach (var value in values)
        {
            if (value is { } item)
            {
                builder.Append();
                ((Int32Array.Builder)builder.ValueBuilder).Append(item);
            }
            else
            {
                builder.AppendNull();
            }
        }

        return (name, builder.Build());
    }

    private static RecordBatch Batch((string Name, IArrowArray Values)[] columns) => new(
        new Schema(columns.Select(column => new Field(column.Name, column.Values.Data.DataType, true)), null), columns.Select(column => column.Values), columns[0].Values.Length);

    private static async Task AssertSameAsync(ITableSource table, params (string Name, IArrowArray Values)[] columns)
    {
        using var batch = Batch(columns);
        await using var expected = new MemoryTableSource(batch.Schema, [batch], "expected");
        var (one, other) = (await Fingerprinter.ComputeAsync(expected, new() { Order = RowOrder.Ordered }, ct: Token), await Fingerprinter.ComputeAsync(table, new() { Order = RowOrder.Ordered }, ct: Token));
        Assert.Equal(one.Columns.Select(column => (column.Name, column.LogicalType, column.NullCount, column.Digest)), other.Columns.Select(column => (column.Name, column.LogicalType, column.NullCount, column.Digest)));
    }

    private async Task WriteAsync(string name, params (string Name, IArrowArray Values)[] columns)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var batch = Batch(columns);
        await using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, batch.Schema);
        await writer.WriteRecordBatchAsync(batch, Token);
        await writer.WriteEndAsync(Token);
    }

    private Task<FilesTableSource> OpenAsync(FilesOptions options) => FilesTableSource.OpenAsync(TableFiles.Find([_folder]), options, Token);
}
