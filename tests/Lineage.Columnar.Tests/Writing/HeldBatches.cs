using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>A table that counts which of its batches are not disposed.</summary>
internal sealed class HeldBatches(int batches, int rows) : ITableSource
{
    private int _now;

    public int Now => Volatile.Read(ref _now);

    public int Most { get; private set; }

    public string Description => "held";

    public TableFormat Format => TableFormat.ArrowFile;

    public Schema Schema { get; } = new([new Field("number", Int32Type.Default, false)], null);

    public long? DeclaredRows => null;

    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var i = 0; i < batches; i++)
        {
            Most = Math.Max(Most, Interlocked.Increment(ref _now));
            yield return new Held(this);
        }

        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Held(HeldBatches owner) : RecordBatch(owner.Schema, [new Int32Array.Builder().AppendRange(Enumerable.Range(0, owner.Rows)).Build()], owner.Rows)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Interlocked.Decrement(ref owner._now);
        }
    }

    private int Rows => rows;
}
