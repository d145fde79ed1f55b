using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Reading;
using ParquetSharp.Arrow;

namespace Lineage.Vectors.Reading;

/// <summary>
/// A Parquet file read by Arrow C++. Every batch keeps its native memory until it is disposed, so the caller must dispose each, and may do so in any order and after
/// the source. Every reading opens the file anew.
/// </summary>
public sealed class ParquetSharpTableSource : ITableSource
{
    private readonly string _path;
    private readonly ReadLimits _limits;

    private ParquetSharpTableSource(string path, ReadLimits limits, Schema schema, long rows)
    {
        _path = path;
        _limits = limits;
        Schema = schema;
        DeclaredRows = rows;
    }

    /// <inheritdoc/>
    public string Description => Path.GetFileName(_path);

    /// <inheritdoc/>
    public TableFormat Format => TableFormat.Parquet;

    /// <inheritdoc/>
    public Schema Schema { get; }

    /// <inheritdoc/>
    public long? DeclaredRows { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="TableFormatException">It is no Parquet file that Arrow C++ reads, or a type is not supported here.</exception>
    public static ParquetSharpTableSource Open(string path, ReadLimits? limits = null) => Guard(path, () =>
    {
        using var reader = new FileReader(path, null, null);
        var schema = reader.Schema;

        // Refuses what the fingerprint has no canonical form for, before a row is read.
        _ = new MemoryTableSource(schema, [], Path.GetFileName(path), limits);
        using var metadata = reader.ParquetReader.FileMetaData;
        return new ParquetSharpTableSource(path, limits ?? ReadLimits.Default, schema, metadata.NumRows);
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        int[]? kept = columns is null ? null : [.. columns.Select(PlaceOf)];
        using var properties = ArrowReaderProperties.GetDefault();
        properties.BatchSize = _limits.MaxBatchRows;
        using var file = Guard(_path, () => new FileReader(_path, null, properties));
        using var stream = Guard(_path, () => file.GetRecordBatchReader(null, null));
        while (await NextAsync(stream, ct) is { } batch)
        {
            await ValidateAsync(batch, ct);
            yield return kept is null ? batch : Project(batch, kept);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<RecordBatch?> NextAsync(Apache.Arrow.Ipc.IArrowArrayStream stream, CancellationToken ct)
    {
        try
        {
            return await stream.ReadNextRecordBatchAsync(ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or TableFormatException))
        {
            throw Fault(_path, e);
        }
    }

    /// <summary>Reading the batch as a table in memory checks its arrays; the slices share its buffers and are dropped.</summary>
    private async Task ValidateAsync(RecordBatch batch, CancellationToken ct)
    {
        await foreach (var slice in new MemoryTableSource(Schema, [batch], Description, _limits).ReadAsync(null, ct))
        {
            slice.Dispose();
        }
    }

    private int PlaceOf(string column) => Schema.GetFieldIndex(column) is var place and >= 0
        ? place
        : throw new TableFormatException(TableFormatError.MissingColumn, Description, "there is no such column", column);

    /// <summary>The kept columns hold on to the memory that the batch lets go of.</summary>
    private RecordBatch Project(RecordBatch batch, int[] kept)
    {
        using (batch)
        {
            var arrays = kept.Select(place => ArrowArrayFactory.BuildArray(batch.Column(place).Data.Retain())).ToList();
            return new RecordBatch(new Schema(kept.Select(place => Schema.FieldsList[place]), null), arrays, batch.Length);
        }
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or TableFormatException))
        {
            throw Fault(path, e);
        }
    }

    private static TableFormatException Fault(string path, Exception e) =>
        new(e is NotSupportedException or NotImplementedException ? TableFormatError.Unsupported : TableFormatError.Corrupt, Path.GetFileName(path), e.Message, null, null, e);
}
