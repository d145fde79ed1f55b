using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Counts the rows of later splits that are too near to the last row of an earlier one.</summary>
/// <param name="table">The table.</param>
/// <param name="assignment">Its splits, with an embargo.</param>
/// <param name="report">What is known of them.</param>
internal sealed class EmbargoCheck(ITableSource table, SplitAssignment assignment, SplitReport report)
{
    private readonly long[] _counts = new long[report.Overlaps.Count];

    /// <summary>The report with these counts.</summary>
    public async Task<SplitReport> RunAsync(TableScan scan, CancellationToken ct)
    {
        var limits = report.Overlaps.Select(LimitOf).ToArray();
        await foreach (var batch in scan.ReadAsync(table, [assignment.Specification.LabelTimeColumn!], "embargo", ct))
        {
            for (var row = 0; row < batch.Length && batch.FirstRow + row < assignment.Rows; row++)
            {
                if (assignment.SplitOf((int)(batch.FirstRow + row)) is { } split && batch.Columns[0].TryGetInstant(row, out var time))
                {
                    Count(limits, split, time);
                }
            }
        }

        return report with { Overlaps = [.. report.Overlaps.Select((overlap, pair) => overlap with { RowsWithinEmbargo = _counts[pair] })] };
    }

    private void Count((int Later, Instant Until)?[] limits, int split, Instant time)
    {
        for (var pair = 0; pair < limits.Length; pair++)
        {
            if (limits[pair] is { } limit && limit.Later == split && time <= limit.Until)
            {
                _counts[pair]++;
            }
        }
    }

    /// <summary>The later split of a pair, and until when its rows are too near; null where one has no rows.</summary>
    private (int Later, Instant Until)? LimitOf(SplitOverlap overlap)
    {
        var (first, second) = (RangeOf(overlap.First), RangeOf(overlap.Second));
        if (first.Range.From is null || second.Range.From is null)
        {
            return null;
        }

        var (earlier, later) = first.Range.From <= second.Range.From ? (first, second) : (second, first);
        return (later.Number, earlier.Range.To!.Value + assignment.Specification.Embargo);
    }

    private (int Number, SplitRange Range) RangeOf(string split)
    {
        var number = report.Splits.Select(range => range.Split).ToList().IndexOf(split);
        return (number, report.Splits[number]);
    }
}
