using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.CrashWriter;

/// <summary>A table of one column that holds a number in every row, in batches of <see cref="BatchRows"/>.</summary>
public sealed class NumberedTable(int number, Func<int, Task>? beforeBatch = null) : ITableSource
{
    public const int Batches = 8;
    public const int BatchRows = 1_000;

    /// <inheritdoc/>
    public string Description => "numbered";

    /// <inheritdoc/>
    public TableFormat Format => TableFormat.ArrowFile;

    /// <inheritdoc/>
    public Schema Schema { get; } = new([new Field("number", Int32Type.Default, false)], null);

    /// <inheritdoc/>
    public long? DeclaredRows => Batches * BatchRows;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            ct.ThrowIfCancellationRequested();
            await (beforeBatch?.Invoke(batch) ?? Task.CompletedTask);
            yield return new(Schema, [new Int32Array.Builder().AppendRange(Enumerable.Repeat(number, BatchRows)).Build()], BatchRows);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
