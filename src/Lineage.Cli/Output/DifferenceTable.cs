using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>What differs between two tables, or between what two versions depend on.</summary>
internal static class DifferenceTable
{
    public static void Write(IAnsiConsole console, V1.CompareFingerprintsResponse difference)
    {
        var table = Styles.Table("difference", "columns");
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

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        if (difference.RowsRecombined)
        {
            console.Line("every column holds the same values, in other rows", Styles.Warning);
        }

        var rows = difference.RowsBefore == difference.RowsAfter
            ? Words.Count(difference.RowsBefore, "row")
            : $"{Words.Count(difference.RowsBefore)} -> {Words.Count(difference.RowsAfter, "row")}";
        console.Line($"data {Words.Of(difference.Verdict)}: {rows}", difference.Verdict == V1.ComparisonVerdict.Identical ? Styles.Good : Styles.Bad);
    }

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
