using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Batches as they are, whatever the schema says, as often as they are asked for.</summary>
internal sealed class DriftingTable(Schema schema, params RecordBatch[] batches) : ITableSource
{
    public string Description => "drifting";

    public TableFormat Format => TableFormat.ArrowFile;

    public Schema Schema => schema;

    public long? DeclaredRows => null;

    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) =>
        batches.Select(Unowned).ToAsyncEnumerable();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static RecordBatch Unowned(RecordBatch batch) =>
        new(batch.Schema, batch.Arrays.Select(array => ArrowArrayFactory.BuildArray(BatchSlicer.Unowned(array.Data))), batch.Length);
}
