using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// A Parquet file. It holds one decoded row group of the columns that are read at a time. The decoders are our own: they believe no size that the bytes do
/// not bear out, which an untrusted upload needs and the libraries at hand do not promise.
/// </summary>
internal sealed class ParquetTableSource : ITableSource
{
    private const int TailLength = 8;
    private readonly SourceBytes _bytes;
    private readonly ReadLimits _limits;
    private readonly FileMetadata _metadata;
    private readonly IReadOnlyList<ParquetNode> _columns;

    private ParquetTableSource(SourceBytes bytes, ReadLimits limits, FileMetadata metadata, IReadOnlyList<ParquetNode> columns)
    {
        _bytes = bytes;
        _limits = limits;
        _metadata = metadata;
        _columns = columns;
        Schema = new Schema(columns.Select(column => column.Field), null);
    }

    public string Description => _bytes.Description;

    public TableFormat Format => TableFormat.Parquet;

    public Schema Schema { get; }

    public long? DeclaredRows => _metadata.Rows;

    public static async Task<ITableSource> OpenAsync(SourceBytes bytes, ReadLimits limits, CancellationToken ct)
    {
        if (bytes.Length < 4 + TailLength)
        {
            throw new TableFormatException(TableFormatError.Truncated, bytes.Description, $"has {bytes.Length} bytes, too few for a Parquet file");
        }

        var tail = await bytes.ReadAsync(bytes.Length - TailLength, TailLength, ct).ConfigureAwait(false);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8))
        {
            throw new TableFormatException(TableFormatError.Truncated, bytes.Description, "does not end as a Parquet file does");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length == 0 || length > bytes.Length - 4 - TailLength)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"declares a footer of {length} bytes in a file of {bytes.Length}");
        }

        if (length > limits.MaxMetadataBytes)
        {
            throw new TableFormatException(TableFormatError.TooLarge, bytes.Description, $"has a footer of {length} bytes; at most {limits.MaxMetadataBytes} are allowed");
        }

        var footer = await bytes.ReadAsync(bytes.Length - TailLength - length, (int)length, ct).ConfigureAwait(false);
        return Create(bytes, limits, FileMetadataReader.Read(footer));
    }

    public async IAsyncEnumerable<RecordBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var projection = Projection.Of(Schema, columns, Description);
        for (var index = 0; index < _metadata.RowGroups.Count; index++)
        {
            var (group, number) = (_metadata.RowGroups[index], index);
            var arrays = await TableFormatBorder.GuardAsync(Description, () => DecodeAsync(group, number, projection, ct), number).ConfigureAwait(false);
            foreach (var slice in BatchSlicer.Slice(projection.Schema, arrays, (int)group.Rows, Description, number, _limits))
            {
                ct.ThrowIfCancellationRequested();
                yield return slice;
            }
        }
    }

    public ValueTask DisposeAsync() => _bytes.DisposeAsync();

    private static ParquetTableSource Create(SourceBytes bytes, ReadLimits limits, FileMetadata metadata)
    {
        var reader = new ParquetSchemaReader(metadata.Schema, bytes.Description, limits);
        var columns = reader.Read();
        Check(metadata, reader.Leaves, bytes.Description);
        var source = new ParquetTableSource(bytes, limits, metadata, ArrowHints.Apply(columns, metadata.ArrowSchema, bytes.Description, limits));
        SchemaRules.Check(source.Schema, bytes.Description, limits);
        return source;
    }

    private static void Check(FileMetadata metadata, int leaves, string source)
    {
        long rows = 0;
        for (var i = 0; i < metadata.RowGroups.Count; i++)
        {
            var group = metadata.RowGroups[i];
            if (group.Chunks.Count != leaves)
            {
                throw new TableFormatException(TableFormatError.Corrupt, source, $"has {group.Chunks.Count} column chunks for {leaves} columns", null, i);
            }

            if (group.Rows is < 0 or > int.MaxValue - 1)
            {
                throw new TableFormatException(TableFormatError.Corrupt, source, $"declares {group.Rows} rows", null, i);
            }

            rows += group.Rows;
        }

        if (rows != metadata.Rows)
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, $"declares {metadata.Rows} rows, but its row groups {rows}");
        }
    }

    private async Task<ArrayData[]> DecodeAsync(RowGroup group, int number, Projection projection, CancellationToken ct)
    {
        var budget = new DecodeBudget(_limits, Description);
        var arrays = new ArrayData[projection.Indices.Length];
        for (var i = 0; i < arrays.Length; i++)
        {
            var column = _columns[projection.Indices[i]];
            var leaves = new Dictionary<int, LeafData>();
            foreach (var leaf in column.Leaves)
            {
                var chunk = group.Chunks[leaf.FirstLeaf];
                Check(leaf, chunk, column.Field.Name, number);
                var bytes = await _bytes.ReadAsync(chunk.Start, (int)chunk.CompressedSize, ct).ConfigureAwait(false);
                leaves[leaf.FirstLeaf] = TableFormatBorder.Guard(
                    Description, column.Field.Name, number, () => new ChunkReader(leaf, chunk, _limits, budget, Description).Read(bytes));
            }

            arrays[i] = TableFormatBorder.Guard(Description, column.Field.Name, number, () => NestedArrays.Build(column, leaf => leaves[leaf]));
            if (arrays[i].Length != group.Rows)
            {
                throw new TableFormatException(
                    TableFormatError.Corrupt, Description, $"has {arrays[i].Length} values for {group.Rows} rows", column.Field.Name, number);
            }
        }

        return arrays;
    }

    private void Check(ParquetNode leaf, ColumnChunk chunk, string column, int group)
    {
        TableFormatException Fault(TableFormatError error, string problem) => new(error, Description, problem, column, group);
        if (chunk.IsEncrypted || chunk.IsElsewhere)
        {
            throw Fault(TableFormatError.Unsupported, chunk.IsEncrypted ? "is encrypted" : "lies in another file");
        }

        if (chunk.Type != leaf.Element.Type || chunk.Values is < 0 or > int.MaxValue - 1)
        {
            throw Fault(TableFormatError.Corrupt, $"declares {chunk.Values} values of {chunk.Type} in a column of {leaf.Element.Type}");
        }

        if (chunk.CompressedSize < 0 || chunk.Start < 0 || chunk.Start > _bytes.Length || chunk.CompressedSize > _bytes.Length - chunk.Start)
        {
            throw Fault(TableFormatError.Truncated, $"declares {chunk.CompressedSize} bytes at {chunk.Start} in a file of {_bytes.Length}");
        }

        if (chunk.CompressedSize > Math.Min(_limits.MaxRowGroupBytes, int.MaxValue - 64) || chunk.UncompressedSize > _limits.MaxRowGroupBytes)
        {
            throw Fault(TableFormatError.TooLarge, $"declares {Math.Max(chunk.CompressedSize, chunk.UncompressedSize)} bytes; at most {_limits.MaxRowGroupBytes} are allowed");
        }
    }
}
