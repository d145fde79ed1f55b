using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads the offending rows once more and prints what stands in them.</summary>
internal static class FindingPrinter
{
    /// <returns>The findings of each tally, in their order.</returns>
    public static async Task<IReadOnlyList<AuditFinding>[]> RunAsync(
        ITableSource table, AuditSpecification specification, IReadOnlyList<FeatureTally> tallies, TableScan scan, CancellationToken ct)
    {
        var findings = tallies.Select(_ => new List<AuditFinding>()).ToArray();
        var rows = tallies
            .SelectMany((tally, index) => tally.Drafts.Select(draft => (Tally: index, Draft: draft)))
            .OrderBy(item => item.Draft.Row)
            .ToList();
        if (rows.Count == 0)
        {
            return findings;
        }

        var printed = tallies.Select((tally, index) => (tally, index)).Where(item => item.tally.Drafts.Count > 0).ToList();
        var key = new EntityKey(specification.EntityKeys.Count);
        string[] columns = [.. specification.EntityKeys, specification.LabelTimeColumn, .. printed.Select(item => item.tally.Mapping.TableColumn)];
        var columnOf = printed.Select((item, column) => (item.index, column)).ToDictionary(item => item.index, item => key.Columns + 1 + item.column);
        var next = 0;
        await foreach (var batch in scan.ReadAsync(table, columns, "print", ct))
        {
            for (; next < rows.Count && rows[next].Draft.Row < batch.FirstRow + batch.Length; next++)
            {
                var (tally, draft) = rows[next];
                findings[tally].Add(Print(batch, key, columnOf[tally], draft));
            }

            if (next == rows.Count)
            {
                break;
            }
        }

        return findings;
    }

    private static AuditFinding Print(ScannedBatch batch, EntityKey key, int column, FindingDraft draft)
    {
        var row = (int)(draft.Row - batch.FirstRow);
        var explanation = draft.Explanation;
        return new()
        {
            Row = draft.Row,
            Entity = key.Format(batch, row),
            LabelTime = batch.Columns[key.Columns].TryGetInstant(row, out var time) ? time : null,
            Verdict = draft.Verdict,
            Found = batch.Columns[column].Format(row),
            Expected = draft.Expected,
            FoundEventTime = explanation.IsRow ? explanation.Event : null,
            FoundKnownAt = explanation.IsRow && explanation.Known != Revision.AlwaysKnown ? explanation.Known : null,
            ExpectedEventTime = draft.ExpectedEventTime,
            DistanceNanoseconds = draft.Distance,
        };
    }
}
