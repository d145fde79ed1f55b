using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Incremental;

/// <summary>Some parts of a table as a table.</summary>
/// <param name="table">The whole table, which stays its owner's.</param>
/// <param name="parts">The parts, by number.</param>
/// <param name="rows">The rows that they declare.</param>
internal sealed class PartSelection(FilesTableSource table, IReadOnlyList<int> parts, long rows) : IPooledSource
{
    public string Description => table.Description;

    public TableFormat Format => table.Format;

    public Schema Schema => table.Schema;

    public long? DeclaredRows => rows;

    public int Parts => parts.Count;

    public async IAsyncEnumerable<RecordBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var part in parts)
        {
            await foreach (var batch in table.ReadPartAsync(part, columns, ct).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default) => table.ReadPartAsync(parts[part], columns, ct);

    public IAsyncEnumerable<RecordBatch> ReadPartPooledAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, CancellationToken ct) =>
        ((IPooledSource)table).ReadPartPooledAsync(parts[part], columns, pool, ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
