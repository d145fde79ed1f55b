using System.Globalization;
using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using ParquetSharp;

namespace Lineage.Vectors.Catalog;

/// <summary>Tables that are special as a whole: empty, all null, repeated, recombined, long.</summary>
internal static class ShapeVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } =
        [Empty(), NoColumns(), Nulls(), NullType(), .. Duplicates(), .. Repeated(), .. Recombined(), Required(), Long()];

    private static VectorGroup Empty() =>
        new VectorGroup("empty", "no rows", VectorTable.Of(new("id", Int64Type.Default, []), new("name", StringType.Default, []), new("ratio", DoubleType.Default, [])))
            .ArrowCpp("plain", "no rows in it")
            .DuckDb("plain", "no rows in it")
            .ParquetNet("plain", "no row group at all")
            .Arrow("file", "file without batches")
            .Arrow("stream", "stream without batches", new() { IsFile = false });

    private static VectorGroup NoColumns() =>
        new VectorGroup("no-columns", "neither columns nor rows", VectorTable.Of())
            .Arrow("file", "file")
            .Arrow("stream", "stream", new() { IsFile = false });

    private static VectorGroup Nulls()
    {
        object?[] nulls = new object?[5];
        var table = VectorTable.Of(
            new("number", Int32Type.Default, nulls), new("text", StringType.Default, nulls), new("ratio", DoubleType.Default, nulls), new("list", new ListType(Int32Type.Default), nulls));
        return new VectorGroup("nulls", "nothing but nulls of several types", table)
            .ArrowCpp("plain", "dictionaries without entries")
            .DuckDb("plain", "one row group")
            .ParquetNet("plain", "one row group")
            .Arrow("file", "file")
            .Arrow("dictionary", "a dictionary of texts", null, table => table.Retype("text", new DictionaryType(Int8Type.Default, StringType.Default, false)));
    }

    private static VectorGroup NullType() =>
        new VectorGroup("nulls-untyped", "a column of the null type", VectorTable.Of(
                new("nothing", Apache.Arrow.Types.NullType.Default, new object?[4]),
                new("id", Int32Type.Default, [1, 2, 3, 4])))
            .ArrowCpp("null", "annotated NULL")
            .Arrow("null", "file");

    private static IEnumerable<VectorGroup> Duplicates()
    {
        var table = VectorTable.Of(
            new("city", StringType.Default, ["ORD", "SEA", "ORD", null, "ORD", null]), new("delay", Int32Type.Default, [5, 7, 5, null, 5, null]));
        yield return new VectorGroup("duplicates", "rows that are there twice and three times", table)
            .ArrowCpp("plain", "given order")
            .DuckDb("shuffled", "rows shuffled", null, null, VectorGroup.Shuffled)
            .ParquetNet("reversed", "rows in reverse", null, null, VectorGroup.Reversed)
            .Arrow("stream", "stream of batches of 1", new() { IsFile = false, BatchRows = 1 });
        yield return new VectorGroup("duplicates-moved", "as duplicates, but one row is there twice instead of three times and another three times: differs", table.Take([0, 1, 2, 3, 3, 5]))
            .ArrowCpp("plain", "given order");
        yield return new VectorGroup("duplicates-fewer", "as duplicates, each row once: differs", table.Take([0, 1, 3]))
            .ArrowCpp("plain", "given order");
    }

    private static IEnumerable<VectorGroup> Repeated()
    {
        var row = VectorTable.Of(new("city", StringType.Default, ["ORD"]), new("delay", Int32Type.Default, [5]), new("ratio", DoubleType.Default, [0.5]));
        var table = row.Take(Enumerable.Repeat(0, 1_024));
        yield return new VectorGroup("repeated", "one row 1,024 times", table)
            .ArrowCpp("dictionary", "dictionary, small pages", new() { Properties = p => p.DataPagesize(16).WriteBatchSize(100) })
            .DuckDb("plain", "one row group")
            .ParquetNet("plain", "one row group", new() { Options = new() { DictionaryEncodingThreshold = 1 } })
            .Arrow("runs", "one run", null, table => table
                .Retype("city", new RunEndEncodedType(Int16Type.Default, StringType.Default)).Retype("delay", new RunEndEncodedType(Int64Type.Default, Int32Type.Default)));
        yield return new VectorGroup("repeated-once-less", "one row 1,023 times: differs", row.Take(Enumerable.Repeat(0, 1_023)))
            .ArrowCpp("dictionary", "dictionary");
    }

    private static IEnumerable<VectorGroup> Recombined()
    {
        object?[] left = [1, 2, 3, 4];
        object?[] right = [2, 1, 4, 4];
        yield return Pair("columns", "two columns of numbers", left, right);
        yield return Pair("columns-swapped", "as columns, with the values of the two columns swapped: differs", right, left);
        yield return Pair("columns-recombined", "as columns, with one column's values in other rows, so that only the rows differ", left, [1, 2, 4, 4]);
    }

    private static VectorGroup Pair(string name, string about, object?[] left, object?[] right) =>
        new VectorGroup(name, about, VectorTable.Of(new("left", Int32Type.Default, left), new("right", Int32Type.Default, right)))
            .ArrowCpp("plain", "given order")
            .DuckDb("reversed", "rows and columns in reverse", null, table => table.ReverseColumns(), VectorGroup.Reversed);

    private static VectorGroup Required()
    {
        var table = VectorTable.Of(
            new("id", Int32Type.Default, [3, 1, 2]),
            new("name", StringType.Default, ["c", "", "b"]),
            new("flag", BooleanType.Default, [true, false, true]),
            new("ratio", FloatType.Default, [0.5, -1.0, 2.0]));
        return new VectorGroup("required", "columns without nulls, nullable by their schema or not", table)
            .ArrowCpp("optional", "optional fields")
            .ArrowCpp("required", "required fields", null, table => table.Require())
            .DuckDb("optional", "optional fields")
            .ParquetNet("required", "required fields", null, table => table.Require())
            .Arrow("required", "fields that are not nullable", null, table => table.Require());
    }

    private static VectorGroup Long()
    {
        const int rows = 2_500;
        var table = VectorTable.Of(
            new("id", Int64Type.Default, [.. Enumerable.Range(0, rows).Select(i => (object)(long)i)], IsNullable: false),
            new("segment", StringType.Default, [.. Enumerable.Range(0, rows).Select(i => i % 17 == 16 ? null : string.Create(CultureInfo.InvariantCulture, $"segment {i / 50 % 8}"))]),
            new("step", Int32Type.Default, [.. Enumerable.Range(0, rows).Select(i => i / 400 == 3 ? null : (object)(i / 7 % 20))]));
        return new VectorGroup("long", "2,500 rows of few values", table)
            .ArrowCpp("groups", "row groups of 700, delta-encoded numbers, dictionaries", new()
            {
                RowGroupRows = 700,
                Properties = p => p.DataPagesize(256).WriteBatchSize(100).DisableDictionary("id").Encoding("id", ParquetSharp.Encoding.DeltaBinaryPacked).Compression(Compression.Zstd),
            })
            .ArrowCpp("overflow", "dictionary that overflows after some pages", new()
            {
                Properties = p => p.DictionaryPagesizeLimit(2_000).DataPagesize(512).WriteBatchSize(64).Compression(Compression.Gzip).DataPageVersion(ParquetDataPageVersion.V2),
            })
            .DuckDb("groups", "row groups of 2,048", new() { Copy = "COMPRESSION zstd, ROW_GROUP_SIZE 2048, PARQUET_VERSION V2" })
            .ParquetNet("shuffled", "row groups of 999, rows shuffled", new()
            {
                RowGroupRows = 999,
                Options = new() { CompressionMethod = Parquet.CompressionMethod.Zstd },
            }, null, VectorGroup.Shuffled)
            .Arrow("dictionary", "Zstandard bodies, dictionary of texts, run-end encoded steps", new() { Codec = Apache.Arrow.Ipc.CompressionCodecType.Zstd }, table => table
                .Retype("segment", new DictionaryType(Int32Type.Default, StringType.Default, false)).Retype("step", new RunEndEncodedType(Int32Type.Default, Int32Type.Default)));
    }
}
