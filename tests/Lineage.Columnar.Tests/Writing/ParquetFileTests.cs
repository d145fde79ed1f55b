using Apache.Arrow;
using Apache.Arrow.Types;
using DuckDB.NET.Data;
using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Writing;
using ParquetSharp.Arrow;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>What else is in a file than the values.</summary>
public sealed class ParquetFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.ArrowFile)]
    public async Task Write_Twice_GivesTheSameBytesWithAnyWorkers(TableFormat format)
    {
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make(WritableTables.ParquetTypes, new Random(4), 300, 200, 77);

        var one = await folder.WriteAsync(table, "one", format, new() { RowGroupRows = 50, Workers = 1 });
        var other = await folder.WriteAsync(table, "other", format, new() { RowGroupRows = 50, Workers = 3 });

        Assert.Equal(await File.ReadAllBytesAsync(one, Token), await File.ReadAllBytesAsync(other, Token));
    }

    [Theory]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.ArrowFile)]
    public async Task Write_TableWithoutColumns_KeepsItsRows(TableFormat format)
    {
        using var folder = new WriteFolder();
        var schema = new Schema(Enumerable.Empty<Field>(), null);
        await using var table = new DriftingTable(schema, new RecordBatch(schema, [], 5));

        await using var read = await TableSource.OpenAsync(await folder.WriteAsync(table, "table", format), null, Token);

        Assert.Equal((0, 5), (read.Schema.FieldsList.Count, read.DeclaredRows));
    }

    [Fact]
    public async Task Write_Metadata_IsThereForOthers()
    {
        using var folder = new WriteFolder();
        var options = new WriteOptions { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["lineage:version"] = "3", ["größe"] = "東京" } };
        foreach (var format in (TableFormat[])[TableFormat.Parquet, TableFormat.ArrowFile])
        {
            await folder.WriteAsync(new NumberedTable(1), format.ToString(), format, options);
        }

        using var parquet = new FileReader(folder.PathOf("Parquet"));
        using var metadata = parquet.ParquetReader.FileMetaData;
        Assert.Equal(("3", "東京"), (metadata.KeyValueMetadata["lineage:version"], metadata.KeyValueMetadata["größe"]));
        await using var arrow = await TableSource.OpenAsync(folder.PathOf("ArrowFile"), null, Token);
        using var reader = new Apache.Arrow.Ipc.ArrowFileReader(File.OpenRead(folder.PathOf("ArrowFile")));
        await reader.ReadNextRecordBatchAsync(Token);
        Assert.Equal(("3", "東京"), (reader.Schema.Metadata["lineage:version"], reader.Schema.Metadata["größe"]));
    }

    [Fact]
    public async Task Write_ArrowTypes_AreKnownToArrowCpp()
    {
        IArrowType[] types =
        [
            Int8Type.Default, UInt16Type.Default, new TimestampType(TimeUnit.Nanosecond, "Europe/Zurich"), DurationType.FromTimeUnit(TimeUnit.Millisecond), HalfFloatType.Default,
            new Time64Type(TimeUnit.Nanosecond), new Decimal128Type(20, 3), Date32Type.Default, NullType.Default,
        ];
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make(types, new Random(1), 10);

        using var reader = new FileReader(await folder.WriteAsync(table, "table", TableFormat.Parquet));

        Assert.Equal(types.Select(type => type.Name), reader.Schema.FieldsList.Select(field => field.DataType.Name));
        Assert.Equal("Europe/Zurich", ((TimestampType)reader.Schema.FieldsList[2].DataType).Timezone);
        Assert.Equal(TimeUnit.Millisecond, ((DurationType)reader.Schema.FieldsList[3].DataType).Unit);
    }

    [Fact]
    public async Task Write_Statistics_AreThoseOfTheValues()
    {
        using var folder = new WriteFolder();
        var random = new Random(2);
        (string Name, ArrayData Data, string? Min, string? Max, long Nulls)[] columns =
        [
            ("signed", TestArrays.Fixed(Int32Type.Default, [3L, null, -7L, 5L], random), "-7", "5", 1),
            ("unsigned", TestArrays.Fixed(UInt64Type.Default, [1L, -1L, 2L, 2L], random), "1", "18446744073709551615", 0),
            ("float", TestArrays.Fixed(DoubleType.Default, [0.5, -1.5, null, null], random), "-1.5", "0.5", 2),
            ("nan", TestArrays.Fixed(DoubleType.Default, [0.5, double.NaN, 1.0, 2.0], random), null, null, 0),
            ("text", TestArrays.Text(["b", "a\u00e9", null, "az"], new Random(3)), "az", "b", 1),
            ("repeated", TestArrays.Fixed(Int64Type.Default, [9L, 9L, 4L, 4L], random), "4", "9", 0),
            ("none", TestArrays.Fixed(Int64Type.Default, [null, null, null, null], random), null, null, 4),
        ];
        var schema = new Schema(columns.Select(column => new Field(column.Name, column.Data.DataType, true)), null);
        await using var table = new DriftingTable(schema, new RecordBatch(schema, columns.Select(column => ArrowArrayFactory.BuildArray(column.Data)), 4));
        var path = await folder.WriteAsync(table, "table.parquet", TableFormat.Parquet);

        await using var duck = new DuckDBConnection("DataSource=:memory:");
        await duck.OpenAsync(Token);
        await using var command = duck.CreateCommand();
        command.CommandText = $"SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{path}')";
        await using var rows = await command.ExecuteReaderAsync(Token);
        var found = new List<(string, string?, string?, long)>();
        while (await rows.ReadAsync(Token))
        {
            found.Add((rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetInt64(3)));
        }

        Assert.Equal(columns.Select(column => (column.Name, column.Min, column.Max, column.Nulls)), found);
    }

    [Fact]
    public async Task Write_ManyRows_HoldsNoMoreRowGroupsThanWorkersAndOne()
    {
        using var folder = new WriteFolder();
        var held = new HeldBatches(batches: 60, rows: 500);

        await TableWriter.WriteAsync(held, folder.PathOf("table"), TableFormat.Parquet, new() { Workers = 2, RowGroupRows = 1_000 }, ct: Token);

        Assert.Equal(0, held.Now);
        Assert.InRange(held.Most, 2, 2 * (2 + 1));
    }

    [Fact]
    public async Task Write_WideRows_ClosesRowGroupsForTheirBytes()
    {
        using var folder = new WriteFolder();
        object?[] texts = [.. Enumerable.Range(0, 100).Select(i => new string((char)('a' + (i % 26)), 1_000))];
        var schema = new Schema([new("text", StringType.Default, true)], null);
        await using var table = new DriftingTable(
            schema, [.. Enumerable.Range(0, 10).Select(_ => new RecordBatch(schema, [new StringArray.Builder().AppendRange(texts.Cast<string>()).Build()], 100))]);

        var path = await folder.WriteAsync(table, "table", TableFormat.Parquet, new() { RowGroupBytes = 10_000 });

        await using var read = await TableSource.OpenAsync(path, null, Token);
        Assert.InRange(read.Parts, 10, 14);
        Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(read));
    }
}
