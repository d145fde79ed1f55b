using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using ParquetSharp;

namespace Lineage.Vectors.Catalog;

/// <summary>Lists, structs and maps, with nulls at every level.</summary>
internal static class NestedVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } = [.. Lists(), .. FixedLists(), LegacyLists(), .. Structs(), .. Maps()];

    private static IEnumerable<VectorGroup> Lists()
    {
        var stop = new StructType([new Field("x", Int64Type.Default, true), new Field("y", new ListType(Int32Type.Default), true)]);
        var table = VectorTable.Of(
            new("numbers", new ListType(Int32Type.Default), [L(1, null, 3), L(), null, L(null, null), L(7), L(1, 2, 3, 4, 5)]),
            new("words", new ListType(new ListType(StringType.Default)), [L(L("a", "bc"), L(), null), null, L(), One(L(null, "")), L(null, null), L(L("é"), L("f"))]),
            new("deep", new ListType(new ListType(new ListType(Int64Type.Default))), [One(One(L(1L))), One(L()), One(One(L())), L(null, L(null, One(null))), null, L()]),
            new("stops", new ListType(stop), [L(L(1L, L(1, 2)), null), L(), L(L(null, null), L(3L, L())), null, One(L(4L, L(null, 5))), L(null, null)]));
        yield return new VectorGroup("lists", "lists of lists and of structs, nulls and empty lists at every level", table)
            .ArrowCpp("snappy", "three-level lists")
            .ArrowCpp("pages", "version 2 pages of one row", new() { Properties = p => p.DataPageVersion(ParquetDataPageVersion.V2).DataPagesize(1).WriteBatchSize(1).DisableDictionary() })
            .ArrowCpp("item", "list elements called item, Arrow schema in the footer", new() { StoresSchema = true, IsCompliant = false })
            .DuckDb("snappy", "three-level lists")
            .DuckDb("v2", "newer encodings, Zstandard, rows in reverse", new() { Copy = "COMPRESSION zstd, PARQUET_VERSION V2" }, null, VectorGroup.Reversed)
            .ParquetNet("snappy", "three-level lists")
            .ParquetNet("groups", "row groups of 2", new() { RowGroupRows = 2 })
            .Arrow("file", "file")
            .Arrow("stream-2", "stream of batches of 2", new() { IsFile = false, BatchRows = 2 })
            .Arrow("large", "64-bit offsets", null, table => table
                .Retype("numbers", new LargeListType(Int32Type.Default)).Retype("words", new LargeListType(new LargeListType(LargeStringType.Default))))
            .Arrow("views", "list views", null, table => table
                .Retype("numbers", new ListViewType(Int32Type.Default)).Retype("words", new ListViewType(new ListType(StringViewType.Default))));
        yield return new VectorGroup("lists-null-for-empty", "as lists, but null and empty lists of numbers changed places: differs",
                table.Replace("numbers", value => value is null ? L() : value is object?[] { Length: 0 } ? null : value))
            .ArrowCpp("snappy", "three-level lists");
    }

    /// <summary>Only Arrow's own files have null lists here: from DuckDB's ARRAY and from Arrow C++ they come out as what Arrow C++ itself refuses to read.</summary>
    private static IEnumerable<VectorGroup> FixedLists()
    {
        var table = VectorTable.Of(new VectorColumn("pair", new FixedSizeListType(DoubleType.Default, 2), [L(1.5, -2.0), L(null, 0.0), L(double.NaN, -0.0), L(null, null)]));
        yield return new VectorGroup("lists-fixed", "lists of one length are lists", table)
            .ArrowCpp("schema", "lists, of a fixed size by the Arrow schema in the footer", new() { StoresSchema = true })
            .DuckDb("array", "its ARRAY type")
            .ParquetNet("list", "lists", null, Plain)
            .Arrow("fixed", "fixed-size list")
            .Arrow("list", "plain list", null, Plain);
        yield return new VectorGroup("lists-fixed-nulls", "lists of one length, one of them null", table.Replace("pair", value => value is object?[] and [null, null] ? null : value))
            .ArrowCpp("list", "lists", null, Plain)
            .Arrow("fixed", "fixed-size list");
    }

    private static VectorGroup LegacyLists()
    {
        var table = VectorTable.Of(new VectorColumn("numbers", new ListType(Int32Type.Default), [L(1, 2, 3), L(), L(7), L(0, 0)]));
        return new VectorGroup("lists-legacy", "lists as older writers have them", table)
            .ArrowCppLists("two-level", "two levels, the repeated one is the element", annotated: true)
            .ArrowCppLists("bare", "a repeated field without annotation", annotated: false)
            .ArrowCpp("three-level", "three levels")
            .Arrow("list", "file");
    }

    private static VectorTable Plain(VectorTable table) => table.Retype("pair", new ListType(DoubleType.Default));

    private static IEnumerable<VectorGroup> Structs()
    {
        var inner = new StructType([new Field("code", StringType.Default, true), new Field("rank", Int32Type.Default, true)]);
        var outer = new StructType([new Field("lat", DoubleType.Default, true), new Field("inner", inner, true)]);
        object?[] values = [L(1.5, L("a", 1)), null, L(null, null), L(0.25, L(null, null)), L(null, L("", -1)), L(-0.0, null)];
        var table = VectorTable.Of(new VectorColumn("place", outer, values), new VectorColumn("id", Int32Type.Default, [0, 1, 2, 3, 4, 5], IsNullable: false));
        yield return new VectorGroup("structs", "structs of structs, nulls at every level", table)
            .ArrowCpp("snappy", "groups")
            .ArrowCpp("shuffled", "version 2 pages, rows shuffled", new() { Properties = p => p.DataPageVersion(ParquetDataPageVersion.V2) }, null, VectorGroup.Shuffled)
            .DuckDb("snappy", "groups")
            .ParquetNet("snappy", "groups")
            .Arrow("file", "file, batches of 4", new() { BatchRows = 4 })
            .Arrow("fields", "the fields in another order", null, _ => SwapFields(table, outer));
        yield return new VectorGroup("structs-null-fields", "as structs, but a null struct became one of nulls: differs", table.Replace("place", value => value ?? L(null, null)))
            .ArrowCpp("snappy", "groups")
            .DuckDb("snappy", "groups");
    }

    private static VectorTable SwapFields(VectorTable table, StructType type) => table
        .Retype("place", new StructType([.. type.Fields.Reverse()]))
        .Replace("place", value => (value as object?[])?.Reverse().ToArray());

    private static IEnumerable<VectorGroup> Maps()
    {
        var type = new MapType(new Field("key", StringType.Default, false), new Field("value", Int64Type.Default, true), false);
        object?[] values = [L(L("a", 1L), L("b", null), L("", 3L)), L(), null, One(L("ü", -1L)), L(L("b", 2L), L("a", 2L))];
        var table = VectorTable.Of(new VectorColumn("counts", type, values));
        yield return new VectorGroup("maps", "maps with null values, empty maps and null maps", table)
            .ArrowCpp("snappy", "MAP")
            .ArrowCpp("pages", "version 2 pages of one row", new() { Properties = p => p.DataPageVersion(ParquetDataPageVersion.V2).DataPagesize(1).WriteBatchSize(1) })
            .DuckDb("snappy", "MAP")
            .ParquetNet("snappy", "MAP")
            .Arrow("file", "file")
            .Arrow("permuted", "the pairs in another order", null, table => table.Replace("counts", value => (value as object?[])?.Reverse().ToArray()));
        yield return new VectorGroup("maps-swapped", "as maps, but two keys of one map changed their values: differs",
                table.Replace("counts", value => value is object?[] { Length: 3 } ? L(L("a", null), L("b", 1L), L("", 3L)) : value))
            .ArrowCpp("snappy", "MAP");
    }

    private static object?[] L(params object?[] items) => items;

    /// <summary>A list of one list; <see cref="L"/> would take the inner one for its arguments.</summary>
    private static object?[] One(object? item) => [item];
}
