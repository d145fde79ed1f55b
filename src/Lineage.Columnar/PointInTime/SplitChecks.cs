using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>Looks for overlap between the splits of a dataset: in entities, in rows and in time.</summary>
/// <remarks>For each row of each split 128 bits for the row, and for each entity 128 bits, are held in memory.</remarks>
public static class SplitChecks
{
    /// <summary>The most shared entities printed for a pair.</summary>
    public const int MostExamples = 10;

    /// <summary>Says whether the arguments fit the tables, by their schemas alone. Running it does the same before it reads.</summary>
    /// <exception cref="AuditSpecificationException">They do not.</exception>
    public static void Check(IReadOnlyList<SplitTable> splits, IReadOnlyList<string> entityKeys, string? timeColumn) =>
        SplitSpecificationCheck.Require(splits, entityKeys, timeColumn);

    /// <summary>Runs the check.</summary>
    /// <param name="splits">At least two.</param>
    /// <param name="entityKeys">The key columns, in every split.</param>
    /// <param name="timeColumn">A timestamp or date column in every split; null where they have none.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Stops the check.</param>
    /// <exception cref="AuditSpecificationException">The arguments do not fit the tables; nothing was read.</exception>
    /// <exception cref="TableFormatException">A table cannot be read.</exception>
    public static async Task<SplitReport> RunAsync(
        IReadOnlyList<SplitTable> splits,
        IReadOnlyList<string> entityKeys,
        string? timeColumn,
        IProgress<AuditProgress>? progress = null,
        CancellationToken ct = default)
    {
        SplitSpecificationCheck.Require(splits, entityKeys, timeColumn);
        var scan = new TableScan(progress);
        List<SplitContent> contents = [];
        foreach (var split in splits)
        {
            contents.Add(new(split));
            await SplitContent.ReadAsync([contents[^1]], entityKeys, timeColumn, scan, $"split {split.Split}", ct);
        }

        return await ReportAsync(contents, entityKeys, scan, ct);
    }

    /// <summary>Runs the check over the splits of one table, without a file for each. By time with an embargo it also looks for rows that are too near to those of a split before.</summary>
    /// <param name="table">The table that was divided, read twice at most and once more for each split that shares entities; it stays the caller's to dispose.</param>
    /// <param name="assignment">The splits of its rows, by a specification with entity keys.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Stops the check.</param>
    /// <exception cref="AuditSpecificationException">The specification has no entity keys, or does not fit the table; nothing was read.</exception>
    /// <exception cref="TableFormatException">The table cannot be read, or has another number of rows than the assignment.</exception>
    public static async Task<SplitReport> RunAsync(
        ITableSource table, SplitAssignment assignment, IProgress<AuditProgress>? progress = null, CancellationToken ct = default)
    {
        var specification = assignment.Specification;
        SplitSpecificationCheck.Require(table, specification);
        var scan = new TableScan(progress);
        List<SplitContent> contents = [.. specification.Splits.Select((split, number) =>
            new SplitContent(new(split.Name, table), row => row < assignment.Rows && assignment.IsIn((int)row, number)))];
        var rows = await SplitContent.ReadAsync(contents, specification.EntityKeys, specification.LabelTimeColumn, scan, "splits", ct);
        if (rows != assignment.Rows)
        {
            throw new TableFormatException(TableFormatError.Corrupt, table.Description, $"has {rows} rows, but {assignment.Rows} were divided");
        }

        var report = await ReportAsync(contents, specification.EntityKeys, scan, ct);
        return specification.Embargo > TimeSpan.Zero
            ? await new EmbargoCheck(table, assignment, report).RunAsync(scan, ct)
            : report;
    }

    private static async Task<SplitReport> ReportAsync(List<SplitContent> contents, IReadOnlyList<string> entityKeys, TableScan scan, CancellationToken ct)
    {
        List<SplitOverlap> overlaps = [];
        for (var first = 0; first < contents.Count; first++)
        {
            var seconds = contents.Skip(first + 1).ToList();
            var examples = await ExamplesAsync(contents[first], seconds, entityKeys, scan, ct);
            overlaps.AddRange(seconds.Select((second, index) => Overlap(contents[first], second, examples[index])));
        }

        return new([.. contents.Select(content => content.Range)], overlaps);
    }

    private static SplitOverlap Overlap(SplitContent first, SplitContent second, List<string> examples)
    {
        var from = Greater(first.Range.From, second.Range.From);
        var to = Lesser(first.Range.To, second.Range.To);
        var overlaps = from <= to;
        return new()
        {
            First = first.Range.Split,
            Second = second.Range.Split,
            SharedEntities = first.SharedEntities(second),
            ExampleEntities = examples,
            DuplicateRows = first.DuplicateRows(second),
            OverlapFrom = overlaps ? from : null,
            OverlapTo = overlaps ? to : null,
        };
    }

    private static async Task<List<List<string>>> ExamplesAsync(
        SplitContent first, List<SplitContent> seconds, IReadOnlyList<string> entityKeys, TableScan scan, CancellationToken ct)
    {
        var examples = seconds.Select(_ => new List<string>()).ToList();
        var wanted = seconds.Select(second => (int)Math.Min(MostExamples, first.SharedEntities(second))).ToList();
        if (wanted.TrueForAll(count => count == 0))
        {
            return examples;
        }

        var key = new EntityKey(entityKeys.Count);
        HashSet<UInt128> visited = [];
        await foreach (var batch in scan.ReadAsync(first.Table, entityKeys, $"examples {first.Range.Split}", ct))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                if (!first.Has(batch.FirstRow + row) || !key.TryDigest(batch, row, out var entity) || !visited.Add(entity))
                {
                    continue;
                }

                for (var second = 0; second < seconds.Count; second++)
                {
                    if (examples[second].Count < wanted[second] && seconds[second].HasEntity(entity))
                    {
                        examples[second].Add(key.Format(batch, row));
                    }
                }
            }

            if (examples.Zip(wanted).All(pair => pair.First.Count == pair.Second))
            {
                break;
            }
        }

        return examples;
    }

    private static Instant? Greater(Instant? left, Instant? right) => left is null || right is null ? null : left > right ? left : right;

    private static Instant? Lesser(Instant? left, Instant? right) => left is null || right is null ? null : left < right ? left : right;
}
