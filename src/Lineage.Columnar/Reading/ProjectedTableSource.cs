using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>Some columns of a table as a table. The table stays the caller's.</summary>
public sealed class ProjectedTableSource(ITableSource source, IReadOnlyList<string> columns) : IPooledSource, IWatchedSource
{
    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public TableFormat Format => source.Format;

    /// <inheritdoc/>
    public Schema Schema { get; } = Projection.Of(source.Schema, columns, source.Description).Schema;

    /// <inheritdoc/>
    public long? DeclaredRows => source.DeclaredRows;

    /// <inheritdoc/>
    public int Parts => source.Parts;

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => source.ReadAsync(Names(columns), ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default) => source.ReadPartAsync(part, Names(columns), ct);

    /// <inheritdoc/>
    IAsyncEnumerable<RecordBatch> IPooledSource.ReadPartPooledAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, CancellationToken ct) =>
        source is IPooledSource pooled ? pooled.ReadPartPooledAsync(part, Names(columns), pool, ct) : source.ReadPartAsync(part, Names(columns), ct);

    /// <inheritdoc/>
    void IWatchedSource.RequireUnchanged(int part) => (source as IWatchedSource)?.RequireUnchanged(part);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IReadOnlyList<string> Names(IReadOnlyList<string>? names) => names ?? [.. Schema.FieldsList.Select(field => field.Name)];
}
