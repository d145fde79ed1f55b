using System.Runtime.InteropServices;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Audits the features of one history: joins, compares, and explains what differs.</summary>
internal sealed class HistoryAudit(HistoryScan history, FeatureTally[] tallies, byte[] rangeOfRow)
{
    // Bounds the memory of one pass over the history; a table with more wrong cells takes more passes.
    private const int CellsInAPass = 1 << 19;

    public async Task RunAsync(ITableSource table, string? labelColumn, ValueComparison?[]? labelComparisons, TableScan scan, CancellationToken ct)
    {
        var join = await AsOfJoin.RunAsync(history, ct);
        var comparison = new CellComparison(history, join, tallies, labelComparisons);
        var mismatches = await comparison.RunAsync(table, labelColumn, rangeOfRow, scan, ct);
        mismatches.Sort(MismatchSearch.InOrder(history.Spine));
        foreach (var draft in tallies.SelectMany(tally => tally.Drafts))
        {
            draft.ExpectedEventTime = join.VisibleEventTime(draft.Slot);
        }

        var texts = new ExpectedTexts(history, join, tallies.SelectMany(tally => tally.Drafts));
        for (var start = 0; start < mismatches.Count || (start == 0 && texts.Any); start += CellsInAPass)
        {
            var cells = CollectionsMarshal.AsSpan(mismatches).Slice(start, Math.Min(CellsInAPass, mismatches.Count - start)).ToArray();
            await ExplainAsync(cells, start == 0 ? texts : null, ct);
        }
    }

    private async Task ExplainAsync(ReadOnlyMemory<Mismatch> cells, ExpectedTexts? texts, CancellationToken ct)
    {
        var search = new MismatchSearch(history.Spine, history.Rule, cells);
        await foreach (var batch in history.ReadAsync("explain", ct))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                if (batch.TryRow(row, out var entity, out var revision))
                {
                    texts?.Visit(batch, row, entity, revision);
                    search.Visit(batch, row, entity, revision);
                }
            }
        }

        var explanations = search.Explain();
        for (var index = 0; index < explanations.Length; index++)
        {
            Conclude(cells.Span[index], explanations[index]);
        }
    }

    private void Conclude(Mismatch cell, Explanation? explanation)
    {
        var verdict = explanation?.Verdict ?? CellVerdict.Altered;
        var tally = tallies[cell.Feature];
        tally.Count(verdict, cell.Range);
        if (explanation is null)
        {
            return;
        }

        if (verdict == CellVerdict.Future)
        {
            tally.Ahead(explanation.Value.Distance);
        }

        if (cell.Draft is { } draft)
        {
            draft.Verdict = verdict;
            draft.Explanation = explanation.Value.Row;
            draft.Distance = explanation.Value.Distance;
        }
    }
}
