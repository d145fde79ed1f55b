using System.Text.Json.Nodes;
using Lineage.Columnar.Comparing;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The rows in which two files differ.</summary>
internal static class RowDifferenceTable
{
    private const string Null = "null";

    public static void Write(IAnsiConsole console, RowComparisonReport report)
    {
        var total = report.RowsRemoved + report.RowsAdded + report.RowsChanged;
        if (total == 0)
        {
            return;
        }

        var table = Styles.Table("row", "key", "difference");
        foreach (var row in report.Examples)
        {
            table.AddTexts(row.Kind.ToString().ToUpperInvariant(), string.Join(", ", row.Key.Select(cell => cell.Before ?? cell.After ?? Null)), string.Join("; ", row.Cells.Select(cell => TextOf(row.Kind, cell))));
        }

        if (report.Examples.Count > 0)
        {
            console.Write(table);
        }

        if (total > report.Examples.Count)
        {
            console.Line($"and {Words.Count(total - report.Examples.Count)} more", Styles.Faint);
        }

        console.Line($"rows: {Words.Count(report.RowsRemoved)} removed, {Words.Count(report.RowsAdded)} added, {Words.Count(report.RowsChanged)} changed", Styles.Bad);
    }

    public static JsonObject Node(RowComparisonReport report) => new()
    {
        ["removed"] = report.RowsRemoved,
        ["added"] = report.RowsAdded,
        ["changed"] = report.RowsChanged,
        ["examined"] = report.RowsExamined,
        ["columns"] = new JsonArray([.. report.Columns.Select(column => JsonValue.Create(column))]),
        ["examples"] = new JsonArray([.. report.Examples.Select(NodeOf)]),
    };

    private static JsonObject NodeOf(RowDifference row) => new()
    {
        ["kind"] = row.Kind.ToString().ToUpperInvariant(),
        ["key"] = new JsonObject(row.Key.Select(cell => KeyValuePair.Create(cell.Column, (JsonNode?)(cell.Before ?? cell.After)))),
        ["cells"] = new JsonArray([.. row.Cells.Select(cell => new JsonObject { ["column"] = cell.Column, ["before"] = cell.Before, ["after"] = cell.After })]),
    };

    private static string TextOf(RowDifferenceKind kind, CellDifference cell) => kind switch
    {
        RowDifferenceKind.Removed => $"{cell.Column} {cell.Before ?? Null}",
        RowDifferenceKind.Added => $"{cell.Column} {cell.After ?? Null}",
        _ => $"{cell.Column} {cell.Before ?? Null} -> {cell.After ?? Null}",
    };
}
