using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The label times of a table.</summary>
public static class LabelTimes
{
    /// <summary>The greatest; null where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">A timestamp or a date, which means its midnight in UTC.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="TableFormatException">The table cannot be read.</exception>
    public static async Task<Instant?> LastAsync(ITableSource table, string column, CancellationToken ct = default)
    {
        Instant? last = null;
        await foreach (var batch in table.ReadAsync([column], ct).ConfigureAwait(false))
        {
            using (batch)
            {
                var times = CanonicalColumn.Create(table.Schema.GetFieldByName(column), batch.Column(0), table.Description);
                for (var row = 0; row < batch.Length; row++)
                {
                    last = times.TryGetInstant(row, out var time) && (last is null || time > last) ? time : last;
                }
            }
        }

        return last;
    }
}
