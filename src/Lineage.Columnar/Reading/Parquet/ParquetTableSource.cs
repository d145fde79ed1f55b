using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// A Parquet file, whose parts are its row groups. It is decoded some rows at a time, so that memory is bounded by pages, not by row groups. The decoders are
/// our own: they believe no size that the bytes do not bear out, which an untrusted upload needs and the libraries at hand do not promise.
/// </summary>
internal sealed class ParquetTableSource : IPooledSource, IWatchedSource
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

    public int Parts => _metadata.RowGroups.Count;

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

    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) =>
        ReadPartsAsync(0, Parts, columns, null, ct);

    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default) =>
        ReadPartPooledAsync(part, columns, null, ct);

    public IAsyncEnumerable<RecordBatch> ReadPartPooledAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        return ReadPartsAsync(part, 1, columns, pool, ct);
    }

    public void RequireUnchanged(int part) => _bytes.RequireUnchanged();

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

    private async IAsyncEnumerable<RecordBatch> ReadPartsAsync(
        int first, int count, IReadOnlyList<string>? columns, BatchPool? pool, [EnumeratorCancellation] CancellationToken ct)
    {
        var projection = Projection.Of(Schema, columns, Description);
        for (var number = first; number < first + count; number++)
        {
            using var reader = new RowGroupReader(_metadata.RowGroups[number], number, _columns, projection, _bytes, _limits, pool);
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                if (reader.Read() is not { } batch)
                {
                    break;
                }

                yield return batch;
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
