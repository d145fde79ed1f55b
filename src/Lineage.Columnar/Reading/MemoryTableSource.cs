using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>
/// Batches in memory as a table. It shares their buffers and never disposes them: they must outlive it and every batch it yielded.
/// </summary>
public sealed class MemoryTableSource : ITableSource
{
    private readonly IReadOnlyList<RecordBatch> _batches;
    private readonly ReadLimits _limits;

    /// <exception cref="TableFormatException">Two columns have one name, there are too many, or a type is not supported.</exception>
    public MemoryTableSource(Schema schema, IReadOnlyList<RecordBatch> batches, string description, ReadLimits? limits = null)
    {
        _batches = batches;
        _limits = limits ?? ReadLimits.Default;
        Schema = schema;
        Description = description;
        DeclaredRows = batches.Sum(batch => (long)batch.Length);
        SchemaRules.Check(schema, description, _limits);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public TableFormat Format => TableFormat.ArrowFile;

    /// <inheritdoc/>
    public Schema Schema { get; }

    /// <inheritdoc/>
    public long? DeclaredRows { get; }

    /// <summary>The batches it was made of.</summary>
    public int Parts => _batches.Count;

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) =>
        ReadPartsAsync(0, Parts, columns, ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        return ReadPartsAsync(part, 1, columns, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<RecordBatch> ReadPartsAsync(
        int first, int count, IReadOnlyList<string>? columns, [EnumeratorCancellation] CancellationToken ct)
    {
        var projection = Projection.Of(Schema, columns, Description);
        for (var index = first; index < first + count; index++)
        {
            var batch = _batches[index];
            SchemaRules.CheckSame(Schema, batch.Schema, Description, index);
            var arrays = projection.Indices.Select(column => BatchSlicer.Unowned(batch.Column(column).Data)).ToArray();
            foreach (var slice in BatchSlicer.Slice(projection.Schema, arrays, batch.Length, Description, index, _limits))
            {
                ct.ThrowIfCancellationRequested();
                yield return slice;
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
