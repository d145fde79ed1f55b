using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using ParquetSharp;

namespace Lineage.Vectors.Catalog;

/// <summary>Texts, bytes and identifiers.</summary>
internal static class TextVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } = [.. Texts(), Bytes(), Identifiers(), Names()];

    private static IEnumerable<VectorGroup> Texts()
    {
        var table = VectorTable.Of(
            new("text", StringType.Default, [
                "", null, "a", "Zürich", "東京", "👩‍🚀 in space", "exactly12chr", "thirteen char", "thirteen chaR", " a", "a ", "quote ' \" \\ and\nline\ttab"]),
            new("prefix", StringType.Default, [.. Enumerable.Range(0, 12).Select(i => (object)$"shared prefix of some length/{(char)('a' + i)}{new string('x', i)}")], IsNullable: false));
        yield return new VectorGroup("texts", "text beyond ASCII, and empty text beside null", table)
            .ArrowCpp("dictionary", "dictionary")
            .ArrowCpp("prefixes", "DELTA_BYTE_ARRAY", new() { Properties = p => p.DisableDictionary().Encoding(ParquetSharp.Encoding.DeltaByteArray) })
            .ArrowCpp("lengths", "DELTA_LENGTH_BYTE_ARRAY in version 2 pages", new()
            {
                Properties = p => p.DisableDictionary().Encoding(ParquetSharp.Encoding.DeltaLengthByteArray).DataPageVersion(ParquetDataPageVersion.V2).Compression(Compression.Zstd),
            })
            .DuckDb("plain", "PLAIN", new() { Copy = "COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1" })
            .DuckDb("lengths", "DELTA_LENGTH_BYTE_ARRAY", new() { Copy = "COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1" })
            .ParquetNet("plain", "as it chooses")
            .Arrow("views", "string views, batches of 5", new() { BatchRows = 5 }, table => table.Retype("text", StringViewType.Default).Retype("prefix", StringViewType.Default))
            .Arrow("dictionary", "a dictionary with an entry that nothing refers to", null, table => table.Retype("text", new DictionaryType(Int16Type.Default, StringType.Default, false)));

        var swapped = table.Replace("text", value => value is null ? "" : value is "" ? null : value);
        yield return new VectorGroup("texts-null-for-empty", "as texts, but null and empty text changed places: differs", swapped)
            .ArrowCpp("dictionary", "dictionary")
            .Arrow("plain", "file");

        // The letter u followed by a combining diaeresis looks like ü and is another text.
        yield return new VectorGroup("texts-decomposed", "as texts, but in the decomposed form of Unicode: differs", table.Replace("text", value => value is "Zürich" ? "Zu\u0308rich" : value))
            .DuckDb("plain", "PLAIN");
    }

    private static VectorGroup Bytes()
    {
        var table = VectorTable.Of(new VectorColumn(
            "bytes", new FixedSizeBinaryType(4), [new byte[] { 0, 0, 0, 0 }, new byte[] { 255, 254, 0, 1 }, null, new byte[] { 1, 2, 3, 4 }, "abcd"u8.ToArray()]));
        return new VectorGroup("binary", "bytes of one length", table)
            .ArrowCpp("fixed", "FIXED_LEN_BYTE_ARRAY")
            .ArrowCpp("fixed-split", "FIXED_LEN_BYTE_ARRAY in BYTE_STREAM_SPLIT", new() { Properties = p => p.DisableDictionary().Encoding(ParquetSharp.Encoding.ByteStreamSplit) })
            .DuckDb("variable", "BYTE_ARRAY", null, Variable)
            .ParquetNet("variable", "BYTE_ARRAY", null, Variable)
            .Arrow("fixed", "fixed-size binary")
            .Arrow("large", "large binary", null, table => table.Retype("bytes", LargeBinaryType.Default))
            .Arrow("views", "binary views", null, table => table.Retype("bytes", BinaryViewType.Default));
    }

    private static VectorTable Variable(VectorTable table) => table.Retype("bytes", BinaryType.Default);

    private static VectorGroup Identifiers()
    {
        var table = VectorTable.Of(
            new("uuid", new FixedSizeBinaryType(16), [Uuid(1), null, Uuid(250), Uuid(0)]),
            new("json", StringType.Default, ["{\"a\": [1, 2]}", "null", null, "\"ü\""]),
            new("kind", StringType.Default, ["train", "test", "train", null]));
        return new VectorGroup("identifiers", "UUID, JSON and ENUM: bytes and texts by another annotation", table)
            .ArrowCppColumns("annotated", "annotated UUID, JSON and STRING", new Dictionary<string, LogicalType> { ["json"] = LogicalType.Json(), ["kind"] = LogicalType.String() })
            .ArrowCpp("plain", "fixed bytes and texts")
            .DuckDb("annotated", "annotated UUID, JSON and ENUM", new() { Types = new Dictionary<string, string> { ["json"] = "JSON", ["kind"] = "ENUM('test', 'train')" } })
            .ParquetNet("uuid", "annotated UUID, and texts", new() { FieldOf = column => column.Name == "uuid" ? new Parquet.Schema.DataField<Guid?>(column.Name) : null })
            .Arrow("dictionary", "fixed bytes and dictionaries", null, table => table.Retype("kind", new DictionaryType(Int8Type.Default, StringType.Default, false)));
    }

    private static byte[] Uuid(int seed) => [.. Enumerable.Range(0, 16).Select(i => (byte)(seed + (i * seed)))];

    private static VectorGroup Names()
    {
        string[] names = ["a", "A", "größe", "with space", "dotted.name", "quote\"d", "日付", "z", "\uffee", "😀"];
        var table = new VectorTable([.. names.Select((name, i) => new VectorColumn(name, Int32Type.Default, [i, i + 1, null]))]);
        return new VectorGroup("names", "column names of every kind, sorted by their UTF-8 bytes", table)
            .ArrowCpp("names", "in the given order")
            .ArrowCpp("backwards", "in the opposite order", null, table => table.ReverseColumns())
            .Arrow("names", "file");
    }
}
