using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The rows of one split as a table, in their order. The divided table stays the caller's.</summary>
/// <param name="table">The table that was divided, or one with the same rows in the same order.</param>
/// <param name="assignment">The split of each row.</param>
/// <param name="split">The split's number.</param>
public sealed class SplitRowsSource(ITableSource table, SplitAssignment assignment, int split) : ITableSource
{
    /// <inheritdoc/>
    public string Description => $"{table.Description} ({assignment.Specification.Splits[split].Name})";

    /// <inheritdoc/>
    public TableFormat Format => table.Format;

    /// <inheritdoc/>
    public Schema Schema => table.Schema;

    /// <inheritdoc/>
    public long? DeclaredRows => assignment.Splits[split].Rows;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var first = 0L;
        await foreach (var batch in table.ReadAsync(columns, ct).ConfigureAwait(false))
        {
            var rows = RowsOf(first, batch.Length);
            first += batch.Length;
            if (rows.Length == batch.Length)
            {
                yield return batch;
                continue;
            }

            using (batch)
            {
                if (rows.Length > 0)
                {
                    yield return SelectedRows.Of(batch, rows, batch.ColumnCount, table.Description);
                }
            }
        }

        if (first != assignment.Rows)
        {
            throw Changed();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int[] RowsOf(long first, int length)
    {
        if (first + length > assignment.Rows)
        {
            throw Changed();
        }

        var rows = new int[length];
        var count = 0;
        for (var i = 0; i < length; i++)
        {
            if (assignment.IsIn((int)first + i, split))
            {
                rows[count++] = i;
            }
        }

        return rows.AsSpan(0, count).ToArray();
    }

    private TableFormatException Changed() => new(TableFormatError.Corrupt, table.Description, $"its number of rows is no longer {assignment.Rows}: the table changed after it was divided");
}
