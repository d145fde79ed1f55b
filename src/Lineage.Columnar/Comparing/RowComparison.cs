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
    /// <exception cref="ArgumentException">The options name a column that not both tables have.</exception>
    /// <exception cref="TableFormatException">A table cannot be read to its end.</exception>
    public static async Task<RowComparisonReport> CompareAsync(
        ITableSource before, ITableSource after, RowComparisonOptions options, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        var columns = CommonColumns(before, after);
        if (options.Keys.Append(options.EventTimeColumn ?? columns.FirstOrDefault() ?? "").FirstOrDefault(name => !columns.Contains(name, StringComparer.Ordinal)) is { Length: > 0 } missing)
        {
            throw new ArgumentException($"There is no column '{missing}' of one type in both tables.", nameof(options));
        }

        var how = new FingerprintOptions { EventTimeColumn = options.EventTimeColumn, EntityKeys = options.Keys.Count > 0 ? options.Keys : columns };
        var (earlier, later) = (await Fingerprinter.ComputeAsync(before, how, progress, ct).ConfigureAwait(false), await Fingerprinter.ComputeAsync(after, how, progress, ct).ConfigureAwait(false));
        var report = new RowComparisonReport { Difference = FingerprintComparison.Compare(earlier, later), Columns = columns };
        if (report.Difference.Verdict == FingerprintVerdict.Identical || columns.Length == 0)
        {
            return report;
        }

        var buckets = report.Difference;
        if (earlier.Schema != later.Schema)
        {
            buckets = FingerprintComparison.Compare(
                await Fingerprinter.ComputeAsync(new ProjectedTableSource(before, columns), how, progress, ct).ConfigureAwait(false),
                await Fingerprinter.ComputeAsync(new ProjectedTableSource(after, columns), how, progress, ct).ConfigureAwait(false));
        }

        return await new RowSearch(new(before, columns, how), new(after, columns, how), options, report).RunAsync(buckets, ct).ConfigureAwait(false);
    }

    private static string[] CommonColumns(ITableSource before, ITableSource after)
    {
        var types = after.Schema.FieldsList.ToDictionary(field => field.Name, LogicalType.Of, StringComparer.Ordinal);
        return [.. before.Schema.FieldsList.Where(field => types.GetValueOrDefault(field.Name) == LogicalType.Of(field)).Select(field => field.Name).Order(Utf8NameOrder.Instance)];
    }
}
