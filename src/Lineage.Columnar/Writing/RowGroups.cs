using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Writing;

/// <summary>Reads a table and cuts its rows, in their order, into row groups.</summary>
internal static class RowGroups
{
    private const int ManyTimes = 8;

    /// <summary>The row groups, none of them empty. Whoever takes one disposes it.</summary>
    /// <exception cref="TableFormatException">The table cannot be read to its end, or has another number of rows than it declares.</exception>
    public static async IAsyncEnumerable<RowGroupDraft> ReadAsync(ITableSource table, WriteOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        var (rows, draft) = (0L, new RowGroupDraft());
        try
        {
            await foreach (var batch in table.ReadAsync(null, ct).ConfigureAwait(false))
            {
                var shared = new SharedBatch(batch);
                try
                {
                    ct.ThrowIfCancellationRequested();
                    var columns = Columns(table, batch);
                    var rowBytes = columns.Sum(RowBytes.Of);
                    for (var start = 0; start < batch.Length;)
                    {
                        var part = Math.Min(batch.Length - start, RowsLeft(draft, rowBytes, options));
                        draft.Add(new(shared.Hold(), part == batch.Length ? columns : System.Array.ConvertAll(columns, column => column.Slice(start, part)), part), part * rowBytes);
                        start += part;
                        if (RowsLeft(draft, rowBytes, options) == 0)
                        {
                            var full = draft;
                            draft = new();
                            yield return full;
                        }
                    }

                    rows += batch.Length;
                }
                finally
                {
                    shared.LetGo();
                }
            }

            if (table.DeclaredRows is { } declared && declared != rows)
            {
                throw new TableFormatException(TableFormatError.Truncated, table.Description, $"declares {declared} rows and has {rows}");
            }

            if (draft.Rows > 0)
            {
                var last = draft;
                draft = new();
                yield return last;
            }
        }
        finally
        {
            draft.Dispose();
        }
    }

    private static ArrayData[] Columns(ITableSource table, RecordBatch batch)
    {
        SchemaRules.CheckSame(table.Schema, batch.Schema, table.Description, null);
        var columns = new ArrayData[batch.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = batch.Column(i).Data;
            if (batch is not DecodedBatch)
            {
                // Throws where the array contradicts itself.
                _ = CanonicalColumn.Create(table.Schema.FieldsList[i], batch.Column(i), table.Description);
            }
        }

        return columns;
    }

    /// <summary>How many more rows of such a size a row group takes.</summary>
    private static int RowsLeft(RowGroupDraft draft, double rowBytes, WriteOptions options)
    {
        double For(long bytes) => Math.Ceiling((bytes - draft.Bytes) / Math.Max(rowBytes, 0.125));
        var few = Math.Min(WriteOptions.FewRows, options.RowGroupRows) - draft.Rows;
        var byBytes = Math.Min(Math.Max(For(options.RowGroupBytes), few), For((long)ManyTimes * options.RowGroupBytes));
        return (int)Math.Clamp(Math.Min(byBytes, options.RowGroupRows - draft.Rows), draft.Rows == 0 ? 1 : 0, int.MaxValue);
    }
}
