using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads the keys and label times of a table.</summary>
internal static class SpineReader
{
    /// <returns>The spine, and the rows of each part.</returns>
    /// <exception cref="TableFormatException">The table cannot be read, or has too many rows.</exception>
    public static async Task<(Spine Spine, long[] RowsOfPart)> ReadAsync(
        ITableSource table, JoinSpecification spec, int workers, Action<long> progress, CancellationToken ct)
    {
        List<string> columns = [.. spec.EntityKeys, spec.LabelTimeColumn];
        var distinct = columns.Distinct(StringComparer.Ordinal).ToList();
        var places = columns.ConvertAll(distinct.IndexOf);
        var builder = new SpineBuilder(EntityIndex.Of([.. spec.EntityKeys.Select(key => table.Schema.GetFieldByName(key))]));
        var rowsOfPart = new long[table.Parts];
        var total = 0L;

        // Rows are numbered as they come, so one part is read after the other.
        var scan = new PartScan<int>(new ProjectedTableSource(table, distinct), workers, progress)
        {
            Begin = static (_, part, _) => ValueTask.FromResult(part),
            Append = (part, batch, rows) =>
            {
                rowsOfPart[part] += rows;
                total += rows;
                if (total > PointInTimeAudit.MostRows)
                {
                    throw new TableFormatException(TableFormatError.TooLarge, table.Description, $"more than {PointInTimeAudit.MostRows} rows cannot be held at once");
                }

                var read = new CanonicalColumn[places.Count];
                for (var index = 0; index < read.Length; index++)
                {
                    read[index] = batch[places[index]];
                }

                builder.Add(read, rows);
            },
            IsSequential = true,
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        return (builder.Build(workers), rowsOfPart);
    }
}
