using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// The rows of a history up to an event time and, where that is asked for, a knowledge time, both included, as a table: what a build as of then can see at most. A row without an event time is not in it; one
/// without a knowledge time is. The history stays the caller's.
/// </summary>
/// <param name="history">The history.</param>
/// <param name="eventTime">The column of the event time, and the last one.</param>
/// <param name="knownAt">The column of the knowledge time, and the last one; null where knowledge does not matter.</param>
public sealed class VisibleRowsSource(ITableSource history, (string Column, Instant Last) eventTime, (string Column, Instant Last)? knownAt) : ITableSource
{
    /// <inheritdoc/>
    public string Description => history.Description;

    /// <inheritdoc/>
    public TableFormat Format => history.Format;

    /// <inheritdoc/>
    public Schema Schema => history.Schema;

    /// <summary>How many rows there are is known when they are read.</summary>
    public long? DeclaredRows => null;

    /// <inheritdoc/>
    public int Parts => history.Parts;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var part = 0; part < Parts; part++)
        {
            await foreach (var batch in ReadPartAsync(part, columns, ct).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        columns ??= [.. Schema.FieldsList.Select(field => field.Name)];
        List<string> read = [.. columns];
        foreach (var column in knownAt is { } known ? new[] { eventTime.Column, known.Column } : [eventTime.Column])
        {
            if (!read.Contains(column))
            {
                read.Add(column);
            }
        }

        await foreach (var batch in history.ReadPartAsync(part, read, ct).ConfigureAwait(false))
        {
            using (batch)
            {
                var rows = RowsOf(batch, read);
                if (rows.Length > 0)
                {
                    yield return SelectedRows.Of(batch, rows, columns.Count, Description);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int[] RowsOf(RecordBatch batch, List<string> read)
    {
        var times = Column(batch, read, eventTime.Column);
        var knowledge = knownAt is { } known ? Column(batch, read, known.Column) : null;
        var rows = new int[batch.Length];
        var count = 0;
        for (var row = 0; row < batch.Length; row++)
        {
            if (times.TryGetInstant(row, out var time) && time <= eventTime.Last && (knowledge is null || !knowledge.TryGetInstant(row, out var learned) || learned <= knownAt!.Value.Last))
            {
                rows[count++] = row;
            }
        }

        return rows.AsSpan(0, count).ToArray();
    }

    private CanonicalColumn Column(RecordBatch batch, List<string> read, string name) =>
        CanonicalColumn.Create(Schema.GetFieldByName(name), batch.Column(read.IndexOf(name)), Description);
}
