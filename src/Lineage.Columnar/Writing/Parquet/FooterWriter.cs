using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Writes the end of a file: its metadata, their length, and the mark of the format.</summary>
internal sealed class FooterWriter
{
    /// <summary>Where Arrow writers leave the schema that they wrote, for types that Parquet has none for.</summary>
    public const string ArrowSchemaKey = "ARROW:schema";
    private const int Version = 2;
    private readonly IReadOnlyList<WriteNode> _columns;
    private readonly List<List<string>> _paths = [];
    private readonly ByteSink _bytes = new();
    private readonly ThriftWriter _thrift;

    private FooterWriter(IReadOnlyList<WriteNode> columns)
    {
        _columns = columns;
        _thrift = new(_bytes);
        foreach (var column in columns)
        {
            AddPaths(column, []);
        }
    }

    /// <summary>The footer of a file.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="groups">Its row groups, with where each begins.</param>
    /// <param name="metadata">The texts beside the schema.</param>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(
        IReadOnlyList<WriteNode> columns, IReadOnlyList<PlacedRowGroup> groups, IReadOnlyDictionary<string, string> metadata, CancellationToken ct)
    {
        var schema = await ArrowSchemaAsync(columns, ct).ConfigureAwait(false);
        var writer = new FooterWriter(columns);
        writer.WriteFile(groups, [.. metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal), new(ArrowSchemaKey, schema)]);
        return writer._bytes.Memory;
    }

    private static async Task<string> ArrowSchemaAsync(IReadOnlyList<WriteNode> columns, CancellationToken ct)
    {
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, new Schema(columns.Select(column => column.Field), null), leaveOpen: true);
        await writer.WriteStartAsync(ct).ConfigureAwait(false);
        return Convert.ToBase64String(stream.ToArray());
    }

    private void AddPaths(WriteNode node, List<string> above)
    {
        List<string> path = [.. above, node.Element.Name];
        if (node.IsLeaf)
        {
            _paths.Add(path);
            return;
        }

        path.AddRange(node.Type switch { MapType => ["key_value"], ListType => ["list"], _ => (string[])[] });
        foreach (var child in node.Children)
        {
            AddPaths(child, path);
        }
    }

    private void WriteFile(IReadOnlyList<PlacedRowGroup> groups, KeyValuePair<string, string>[] metadata)
    {
        _thrift.Begin();
        _thrift.Int32(1, Version);
        SchemaElementWriter.Write(_thrift, 2, _columns);
        _thrift.Int64(3, groups.Sum(group => (long)group.Rows));
        _thrift.List(4, ThriftWriter.StructType, groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            WriteRowGroup(groups[i], i);
        }

        _thrift.List(5, ThriftWriter.StructType, metadata.Length);
        foreach (var (key, value) in metadata)
        {
            _thrift.Begin();
            _thrift.Text(1, key);
            _thrift.Text(2, value);
            _thrift.End();
        }

        _thrift.Text(6, "Lineage");

        // Statistics count only where the footer says that they are in the order of the type.
        _thrift.List(7, ThriftWriter.StructType, _paths.Count);
        for (var i = 0; i < _paths.Count; i++)
        {
            _thrift.Begin();
            _thrift.Empty(1);
            _thrift.End();
        }

        _thrift.End();
        _bytes.WriteInt32(_bytes.Length);
        _bytes.Write("PAR1"u8);
    }

    private void WriteRowGroup(PlacedRowGroup group, int number)
    {
        _thrift.Begin();
        _thrift.List(1, ThriftWriter.StructType, group.Chunks.Count);
        for (var i = 0; i < group.Chunks.Count; i++)
        {
            _thrift.Begin();
            _thrift.Int64(2, 0);
            _thrift.Begin(3);
            WriteChunk(group.Chunks[i], _paths[i], group.Start);
            _thrift.End();
            _thrift.End();
        }

        _thrift.Int64(2, group.Chunks.Sum(chunk => chunk.UncompressedBytes));
        _thrift.Int64(3, group.Rows);
        _thrift.Int64(5, group.Start);
        _thrift.Int64(6, group.Chunks.Sum(chunk => (long)chunk.End - chunk.Start));
        if (number <= short.MaxValue)
        {
            _thrift.Int16(7, (short)number);
        }

        _thrift.End();
    }

    private void WriteChunk(WrittenChunk chunk, List<string> path, long start)
    {
        _thrift.Int32(1, (int)chunk.Type);
        Encoding[] encodings = chunk.IsDictionary ? [Encoding.Plain, Encoding.Rle, Encoding.RleDictionary] : [Encoding.Plain, Encoding.Rle];
        _thrift.List(2, ThriftWriter.Int32Type, encodings.Length);
        foreach (var encoding in encodings)
        {
            _thrift.Element((int)encoding);
        }

        _thrift.List(3, ThriftWriter.BinaryType, path.Count);
        foreach (var name in path)
        {
            _thrift.Element(System.Text.Encoding.UTF8.GetBytes(name));
        }

        _thrift.Int32(4, chunk.Codec);
        _thrift.Int64(5, chunk.Entries);
        _thrift.Int64(6, chunk.UncompressedBytes);
        _thrift.Int64(7, chunk.End - chunk.Start);
        _thrift.Int64(9, start + chunk.DataStart);
        if (chunk.IsDictionary)
        {
            _thrift.Int64(11, start + chunk.Start);
        }

        _thrift.Begin(12);
        _thrift.Int64(3, chunk.Nulls);
        if (chunk is { Min: { } min, Max: { } max })
        {
            _thrift.Binary(5, max);
            _thrift.Binary(6, min);
            _thrift.Flag(7, true);
            _thrift.Flag(8, true);
        }

        _thrift.End();
    }
}
