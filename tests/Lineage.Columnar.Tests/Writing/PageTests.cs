using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Fuzzing;
using Lineage.Columnar.Writing;
using Lineage.Vectors.Reading;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Columns of many pages.</summary>
public sealed class PageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<WriteCompression> Compressions => [.. Enum.GetValues<WriteCompression>()];

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task Write_ManyPages_AreReadTheSameByBothReaders(WriteCompression compression)
    {
        IArrowType[] types =
        [
            Int64Type.Default, DoubleType.Default, StringType.Default, BooleanType.Default, new Decimal128Type(38, 10), new ListType(Int32Type.Default), new ListType(StringType.Default),
            new DictionaryType(Int16Type.Default, StringType.Default, false), new MapType(StringType.Default, new ListType(Int16Type.Default)),
        ];
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make(types, new Random(6), 60_000, 90_000);

        var path = await folder.WriteAsync(table, "table", TableFormat.Parquet, new() { Compression = compression });

        var print = await WriteFolder.PrintAsync(table);
        Assert.Equal(print, await WriteFolder.PrintAsync(path));
        await using var other = ParquetSharpTableSource.Open(path);
        Assert.Equal(print, await WriteFolder.PrintAsync(other));
    }

    [Fact]
    public async Task Write_ListsOverManyPages_BeginEachPageWithARow()
    {
        using var folder = new WriteFolder();
        await using var table = WritableTables.Make([new ListType(new Field("item", Int64Type.Default, false))], new Random(1), 100_000);

        var bytes = await File.ReadAllBytesAsync(await folder.WriteAsync(table, "table", TableFormat.Parquet, new() { Compression = WriteCompression.None }), Token);

        var pages = new ParquetMap(bytes).Pages;
        Assert.InRange(pages.Count, 3, 100);
        Assert.All(pages, page => Assert.Equal(0, FirstLevel(bytes.AsSpan(page.Start + sizeof(int)))));
    }

    /// <summary>The first of some levels of one bit: the head of a run ends with the first byte below 128, and what follows begins with it.</summary>
    private static int FirstLevel(ReadOnlySpan<byte> levels)
    {
        var place = 0;
        while (levels[place++] > 127)
        {
        }

        return levels[place] & 1;
    }
}
