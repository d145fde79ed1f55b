using Apache.Arrow.Types;
using DuckDB.NET.Data;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading.Arrow;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Writing;
using Lineage.Vectors.Reading;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>What is written has the fingerprint of what was given, whoever reads it.</summary>
public sealed class RoundTripTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> ParquetColumns => [.. Enumerable.Range(0, WritableTables.ParquetTypes.Count)];

    public static TheoryData<int> ArrowColumns => [.. Enumerable.Range(0, Layouts.All.Count)];

    [Theory]
    [MemberData(nameof(ParquetColumns))]
    public async Task Write_AnyLayoutToParquet_IsReadTheSame(int column) =>
        await CheckAsync(WritableTables.ParquetTypes[column], TableFormat.Parquet);

    [Theory]
    [MemberData(nameof(ArrowColumns))]
    public async Task Write_AnyLayoutToArrow_IsReadTheSame(int column)
    {
        using var folder = new WriteFolder();
        await CheckAsync(Layouts.All[column], TableFormat.ArrowFile);
    }

    [Theory]
    [MemberData(nameof(ParquetColumns))]
    public async Task Write_AnyLayoutToParquet_IsReadTheSameByArrowCpp(int column)
    {
        var type = WritableTables.ParquetTypes[column];
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make([type], new Random(column), 300, 0, 1, 50);

        var path = await folder.WriteAsync(table, "t.parquet", TableFormat.Parquet, new() { RowGroupRows = 120 });

        await using var read = ParquetSharpTableSource.Open(path);
        Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(read));
    }

    [Fact]
    public async Task Write_TypesOfDuckDb_IsReadTheSameByIt()
    {
        IArrowType[] types =
        [
            Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default, UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default,
            FloatType.Default, DoubleType.Default, BooleanType.Default, Date32Type.Default, StringType.Default, LargeStringType.Default, StringViewType.Default, BinaryType.Default,
            new FixedSizeBinaryType(5), new ListType(Int16Type.Default), new ListType(StringType.Default), new FixedSizeListType(UInt32Type.Default, 3),
            new StructType([new("a", Int64Type.Default, true), new("b", StringType.Default, true), new("c", new ListType(FloatType.Default), true)]),
            new DictionaryType(Int8Type.Default, StringType.Default, false), new DictionaryType(Int16Type.Default, DoubleType.Default, false),
        ];
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make(types, new Random(3), 500, 70);
        var path = await folder.WriteAsync(table, "ours.parquet", TableFormat.Parquet, new() { RowGroupRows = 200 });

        await using var duck = new DuckDBConnection("DataSource=:memory:");
        await duck.OpenAsync(Token);
        await using var command = duck.CreateCommand();
        command.CommandText = $"SET threads = 1; COPY (SELECT * FROM '{path}') TO '{folder.PathOf("theirs.parquet")}' (FORMAT parquet)";
        await command.ExecuteNonQueryAsync(Token);

        Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(folder.PathOf("theirs.parquet")));
    }

    [Fact]
    public async Task Write_GeneratedTables_AreReadTheSame()
    {
        using var folder = new WriteFolder();
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var generated = Table.Generate(random, seed % 10 == 0 ? 0 : null);
            await using var table = generated.ToSource(random);
            var options = new WriteOptions
            {
                RowGroupRows = random.Next(1, 40),
                Workers = random.Next(1, 4),
                Compression = random.Next(2) == 0 ? WriteCompression.None : WriteCompression.Snappy,
            };
            foreach (var format in (TableFormat[])[TableFormat.Parquet, TableFormat.ArrowFile])
            {
                var path = await folder.WriteAsync(table, "generated", format, options);
                Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(path));
            }
        }
    }

    private static async Task CheckAsync(IArrowType type, TableFormat format)
    {
        using var folder = new WriteFolder();
        for (var seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            await using var table = WritableTables.Make([type], random, [.. Enumerable.Range(0, seed).Select(_ => random.Next(0, 400))]);

            var path = await folder.WriteAsync(table, "t", format, new() { RowGroupRows = seed == 3 ? 1000 : random.Next(1, 300) });

            await using var read = await TableSource.OpenAsync(path, null, Token);
            Assert.Equal(format, read.Format);
            Assert.Equal(await WriteFolder.PrintAsync(table), await WriteFolder.PrintAsync(read));
        }
    }
}
