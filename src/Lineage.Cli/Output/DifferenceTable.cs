using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>What differs between two tables, or between what two versions depend on.</summary>
internal static class DifferenceTable
{
    private const int MostGroups = 12;

    public static void Write(IAnsiConsole console, V1.CompareFingerprintsResponse difference)
    {
        var table = Styles.Table("difference", "where");
        (string Name, IEnumerable<string> Columns)[] lines =
        [
            ("added", difference.AddedColumns),
            ("removed", difference.RemovedColumns),
            ("other type", difference.RetypedColumns),
            ("other nullability", difference.NullabilityChanges),
            ("other values", difference.ChangedColumns),
        ];
        foreach (var (name, columns) in lines.Where(l => l.Columns.Any()))
        {
            table.AddTexts(name, string.Join(", ", columns));
        }

        AddPlaces(table, difference);

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        if (difference.RowsRecombined)
        {
            console.Line("every column holds the same values, in other rows", Styles.Warning);
        }

        console.Line($"data {Words.Of(difference.Verdict)}: {Rows(difference.RowsBefore, difference.RowsAfter)}", difference.Verdict == V1.ComparisonVerdict.Identical ? Styles.Good : Styles.Bad);
    }

    /// <summary>Where in time, in which entities, and as of when the rows differ.</summary>
    private static void AddPlaces(Table table, V1.CompareFingerprintsResponse difference)
    {
        if (difference.TimeRanges is { Ranges.Count: > 0 } times)
        {
            table.AddTexts("other rows in time", string.Join('\n', times.Ranges.Select(range => $"{Of(range)}: {Rows(range.RowsBefore, range.RowsAfter)}")));
        }

        if (difference.EntityBuckets is { Buckets.Count: > 0 } entities)
        {
            table.AddTexts("other rows of entities", $"{entities.Buckets.Count} of 256 groups: {string.Join(", ", entities.Buckets.Take(MostGroups).Select(bucket => bucket.Number))}{(entities.Buckets.Count > MostGroups ? ", ..." : "")}");
        }

        if (difference.ChangedCutOffs is { CutOffs.Count: > 0 } cutOffs)
        {
            table.AddTexts("history rewritten", $"{cutOffs.CutOffs.Count} of {cutOffs.Compared} cut-offs show other rows, the earliest as of {cutOffs.CutOffs[0].CutOff.EventTime.ToDateTime():u}");
        }
    }

    private static string Of(V1.TimeRangeDifference range) => range.StartTime is null ? "no event time" : $"{range.StartTime.ToDateTime():u} to {range.EndTime.ToDateTime():u}";

    private static string Rows(long before, long after) => before == after ? Words.Count(before, "row") : $"{Words.Count(before)} -> {Words.Count(after, "row")}";

    public static void Write(IAnsiConsole console, V1.DiffLineageResponse difference)
    {
        if (difference.Changes.Count > 0)
        {
            var table = Styles.Table("change", "upstream", "before", "after", "what differs");
            foreach (var change in difference.Changes)
            {
                table.AddTexts(
                    Words.Of(change.Kind),
                    Words.Short(change.Resource),
                    string.Join(' ', change.Before.Select(Words.Short)),
                    string.Join(' ', change.After.Select(Words.Short)),
                    string.Join("; ", change.Details));
            }

            console.Write(table);
        }

        console.Line(
            $"lineage {(difference.Changes.Count == 0 ? "IDENTICAL" : "DIFFERENT")}: {Words.Count(difference.Changes.Count, "change")} upstream, {Words.Count(difference.Common)} in common",
            difference.Changes.Count == 0 ? Styles.Good : Styles.Bad);
        if (difference.Completeness != V1.Completeness.Complete)
        {
            console.Line($"NOT COMPLETE: {Words.Of(difference.Completeness)}", Styles.Warning);
        }
    }
}
