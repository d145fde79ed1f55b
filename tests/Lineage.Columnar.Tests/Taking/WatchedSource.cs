using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Taking;

/// <summary>A table that says which of its parts were read and how many batches of them, and which can fail.</summary>
internal sealed class WatchedSource(ITableSource source) : ITableSource
{
    public ConcurrentDictionary<int, int> BatchesOfPart { get; } = [];

    public int? FailsFrom { get; init; }

    public string Description => source.Description;

    public TableFormat Format => source.Format;

    public Schema Schema => source.Schema;

    public long? DeclaredRows => source.DeclaredRows;

    public int Parts => source.Parts;

    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => throw new InvalidOperationException("Parts are read.");

    public async IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (part >= FailsFrom)
        {
            throw new TableFormatException(TableFormatError.Truncated, Description, "fails", null, part);
        }

        await foreach (var batch in source.ReadPartAsync(part, columns, ct))
        {
            BatchesOfPart.AddOrUpdate(part, 1, (_, batches) => batches + 1);
            yield return batch;
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
