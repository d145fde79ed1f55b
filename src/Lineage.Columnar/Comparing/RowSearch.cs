using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Comparing;

/// <summary>Goes through the buckets that differ, as many at a time as may be held, and counts their rows against each other.</summary>
internal sealed class RowSearch(ComparedTable before, ComparedTable after, RowComparisonOptions options, RowComparisonReport report)
{
    private readonly List<RowDifference> _examples = [];
    private RowComparisonReport _report = report;

    /// <param name="difference">What the fingerprints of the common columns say, with entity buckets.</param>
    public async Task<RowComparisonReport> RunAsync(FingerprintDifference difference, CancellationToken ct)
    {
        foreach (var numbers in Passes(difference.EntityBuckets!))
        {
            await PassAsync(new BucketSelection(difference.TimeRanges, numbers), ct).ConfigureAwait(false);
        }

        return _report with { Examples = [.. _examples.OrderBy(row => row.Kind == RowDifferenceKind.Added).Take(options.MaxExamples)] };
    }

    /// <summary>Buckets in groups that hold no more rows than may be held, but one bucket at least.</summary>
    private IEnumerable<List<int>> Passes(IReadOnlyList<EntityBucketDifference> buckets)
    {
        var (group, rows) = (new List<int>(), 0L);
        foreach (var bucket in buckets)
        {
            var more = bucket.RowsBefore + bucket.RowsAfter;
            if (group.Count > 0 && rows + more > options.MaxRowsHeld)
            {
                yield return group;
                (group, rows) = ([], 0);
            }

            group.Add(bucket.Number);
            rows += more;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private async Task PassAsync(BucketSelection selection, CancellationToken ct)
    {
        var tally = new RowTally(selection);
        await before.VisitAsync(tally, selection, ct).ConfigureAwait(false);
        tally.Sign = -1;
        await after.VisitAsync(tally, selection, ct).ConfigureAwait(false);
        var rows = tally.Differing.ToList();
        Count(rows);
        _report = _report with { RowsExamined = _report.RowsExamined + tally.Selected };
        if (rows.Count == 0 || _examples.Count >= options.MaxExamples)
        {
            return;
        }

        var examples = new RowExamples(selection, rows.ToDictionary(row => row.Hash, row => row.Surplus), options.MaxExamples - _examples.Count, options.Keys.Count > 0);
        await before.VisitAsync(examples, selection, ct).ConfigureAwait(false);
        examples.Sign = -1;
        await after.VisitAsync(examples, selection, ct).ConfigureAwait(false);
        _examples.AddRange(examples.Pairs.SelectMany(pair => pair.Tell(_report.Columns, options.Keys)));
    }

    private void Count(List<(UInt128 Hash, ulong Key, long Surplus)> rows)
    {
        var changed = options.Keys.Count == 0
            ? 0
            : rows.GroupBy(row => row.Key).Sum(key => Math.Min(key.Sum(row => Math.Max(row.Surplus, 0)), key.Sum(row => Math.Max(-row.Surplus, 0))));
        _report = _report with
        {
            RowsChanged = _report.RowsChanged + changed,
            RowsRemoved = _report.RowsRemoved + rows.Sum(row => Math.Max(row.Surplus, 0)) - changed,
            RowsAdded = _report.RowsAdded + rows.Sum(row => Math.Max(-row.Surplus, 0)) - changed,
        };
    }
}
