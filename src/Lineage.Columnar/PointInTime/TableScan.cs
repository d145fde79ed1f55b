using System.Runtime.CompilerServices;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads some columns of a table, batch by batch, and says how far it is.</summary>
internal sealed class TableScan(IProgress<AuditProgress>? progress)
{
    /// <param name="source">The table.</param>
    /// <param name="columns">The columns; a column may be asked for more than once.</param>
    /// <param name="stage">What is being done.</param>
    /// <param name="ct">Stops the reading.</param>
    public async IAsyncEnumerable<ScannedBatch> ReadAsync(
        ITableSource source, IReadOnlyList<string> columns, string stage, [EnumeratorCancellation] CancellationToken ct)
    {
        var distinct = columns.Distinct(StringComparer.Ordinal).ToList();
        var positions = columns.Select(column => distinct.IndexOf(column)).ToArray();
        var rows = 0L;
        progress?.Report(new(stage, 0));
        await foreach (var batch in source.ReadAsync(distinct, ct))
        {
            using (batch)
            {
                ct.ThrowIfCancellationRequested();
                var read = DecodedBatch.Columns(batch.Schema, batch, source.Description);
                yield return new(rows, batch.Length, Array.ConvertAll(positions, position => read[position]));
                rows += batch.Length;
            }

            progress?.Report(new(stage, rows));
        }
    }
}
