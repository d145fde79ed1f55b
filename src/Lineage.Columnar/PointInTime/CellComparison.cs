using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Compares the table's cells with what a history says they should hold, and with the label.</summary>
internal sealed class CellComparison
{
    private readonly HistoryScan _history;
    private readonly AsOfJoin _join;
    private readonly FeatureTally[] _tallies;
    private readonly ValueComparison?[]? _labelComparisons;
    private readonly List<Mismatch> _mismatches = [];

    /// <param name="history">The history.</param>
    /// <param name="join">What it says.</param>
    /// <param name="tallies">One for each of its features.</param>
    /// <param name="labelComparisons">How each feature is compared with the label; null where there is none.</param>
    public CellComparison(HistoryScan history, AsOfJoin join, FeatureTally[] tallies, ValueComparison?[]? labelComparisons)
    {
        _history = history;
        _join = join;
        _tallies = tallies;
        _labelComparisons = labelComparisons;
    }

    /// <summary>Counts correct, absent and outright altered cells, and returns the others, which only the history can explain.</summary>
    public async Task<List<Mismatch>> RunAsync(ITableSource table, string? labelColumn, byte[] rangeOfRow, TableScan scan, CancellationToken ct)
    {
        List<string> columns = [.. _history.Features.Select(feature => feature.TableColumn)];
        if (labelColumn is not null)
        {
            columns.Add(labelColumn);
        }

        var rows = 0L;
        await foreach (var batch in scan.ReadAsync(table, columns, $"compare {_history.Name}", ct))
        {
            rows = batch.FirstRow + batch.Length;
            _history.Spine.RequireAtMost(rows, table);
            for (var feature = 0; feature < _tallies.Length; feature++)
            {
                Compare(batch, feature, rangeOfRow);
                if (_labelComparisons is not null)
                {
                    CompareWithLabel(batch, feature, _labelComparisons[feature]);
                }
            }
        }

        _history.Spine.RequireAll(rows, table);
        return _mismatches;
    }

    private void Compare(ScannedBatch batch, int feature, byte[] rangeOfRow)
    {
        var spine = _history.Spine;
        var tally = _tallies[feature];
        for (var index = 0; index < batch.Length; index++)
        {
            var row = (int)batch.FirstRow + index;
            var slot = spine.SlotOfRow[row];
            var range = rangeOfRow[row];
            var found = CellValue.Of(batch.Columns[feature], index, _history.Comparisons[feature]);
            var expected = slot == Spine.NoSlot ? CellValue.Null : _join.Expected(slot, feature);
            if (found == expected)
            {
                tally.Count(CellVerdict.Correct, range);
            }
            else if (found == CellValue.Null)
            {
                tally.Count(CellVerdict.Absent, range);
                tally.Draft(row, slot, feature, CellVerdict.Absent);
            }
            else if (slot == Spine.NoSlot)
            {
                tally.Count(CellVerdict.Altered, range);
                tally.Draft(row, slot, feature, CellVerdict.Altered);
            }
            else
            {
                _mismatches.Add(new(feature, slot, range, found, tally.Draft(row, slot, feature, CellVerdict.Altered)));
            }
        }
    }

    private void CompareWithLabel(ScannedBatch batch, int feature, ValueComparison? comparison)
    {
        var tally = _tallies[feature];
        tally.EqualsLabel &= comparison is not null;
        for (var row = 0; row < batch.Length && tally.EqualsLabel; row++)
        {
            var value = CellValue.Of(batch.Columns[feature], row, comparison!.Value);
            tally.EqualsLabel = value == CellValue.Of(batch.Columns[^1], row, comparison.Value);
            tally.HasLabelValue |= value != CellValue.Null;
        }
    }
}
