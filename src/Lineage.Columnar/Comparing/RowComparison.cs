using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Comparing;

/// <summary>
/// Compares two tables down to their rows, without sorting or holding them: fingerprints say which buckets differ, and only rows of those are counted against each other. Rows are told apart by 128 bits
/// of hash.
/// </summary>
public static class RowComparison
{
    /// <summary>What differs between two tables. Columns that only one of them has, or in another type, are named and otherwise left aside.</summary>
    /// <exception cref="TableFormatException">A table cannot be read to its end, or lacks a column that the options name, or has it in another type than the other one or in one that is no time.</exception>
    public static async Task<RowComparisonReport> CompareAsync(
        ITableSource before, ITableSource after, RowComparisonOptions options, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        var columns = CommonColumns(before, after);
        foreach (var name in options.EventTimeColumn is { } time ? options.Keys.Append(time) : options.Keys)
        {
            CheckColumn(before, after, name);
        }

        var how = new FingerprintOptions { EventTimeColumn = options.EventTimeColumn, EntityKeys = options.Keys.Count > 0 ? options.Keys : columns };
        var (earlier, later) = (await Fingerprinter.ComputeAsync(before, how, progress, ct).ConfigureAwait(false), await Fingerprinter.ComputeAsync(after, how, progress, ct).ConfigureAwait(false));
        var buckets = FingerprintComparison.Compare(earlier, later);

        // Buckets of whole rows say nothing to anybody.
        var report = new RowComparisonReport { Difference = options.Keys.Count > 0 ? buckets : buckets with { EntityBuckets = null }, Columns = columns };
        if (buckets.Verdict == FingerprintVerdict.Identical || columns.Length == 0)
        {
            return report;
        }

        if (earlier.Schema != later.Schema)
        {
            buckets = FingerprintComparison.Compare(
                await Fingerprinter.ComputeAsync(new ProjectedTableSource(before, columns), how, progress, ct).ConfigureAwait(false),
                await Fingerprinter.ComputeAsync(new ProjectedTableSource(after, columns), how, progress, ct).ConfigureAwait(false));
        }

        return await new RowSearch(new(before, columns, how), new(after, columns, how), options, report).RunAsync(buckets, ct).ConfigureAwait(false);
    }

    private static void CheckColumn(ITableSource before, ITableSource after, string name)
    {
        foreach (var table in (ReadOnlySpan<ITableSource>)[before, after])
        {
            if (table.Schema.FieldsList.All(field => field.Name != name))
            {
                throw new TableFormatException(TableFormatError.MissingColumn, table.Description, "there is no such column", name);
            }
        }

        var (earlier, later) = (LogicalType.Of(before.Schema.GetFieldByName(name)), LogicalType.Of(after.Schema.GetFieldByName(name)));
        if (earlier != later)
        {
            throw new TableFormatException(TableFormatError.SchemaMismatch, after.Description, $"is {later}, but {earlier} in {before.Description}", name);
        }
    }

    private static string[] CommonColumns(ITableSource before, ITableSource after)
    {
        var types = after.Schema.FieldsList.ToDictionary(field => field.Name, LogicalType.Of, StringComparer.Ordinal);
        return [.. before.Schema.FieldsList.Where(field => types.GetValueOrDefault(field.Name) == LogicalType.Of(field)).Select(field => field.Name).Order(Utf8NameOrder.Instance)];
    }
}
