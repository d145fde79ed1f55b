using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>A source that can let its batches share memory one after the other.</summary>
internal interface IPooledSource : ITableSource
{
    /// <summary>
    /// As <see cref="ITableSource.ReadPartAsync"/>; the memory of a batch goes back to the pool when it is disposed, and nobody may look at its arrays from then on.
    /// </summary>
    IAsyncEnumerable<RecordBatch> ReadPartPooledAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, CancellationToken ct);
}
