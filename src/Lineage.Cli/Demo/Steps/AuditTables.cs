using System.Globalization;
using Spectre.Console;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Audit reports as tables.</summary>
internal static class AuditTables
{
    /// <summary>The counts of every feature.</summary>
    public static void Counts(DemoConsole console, V1.AuditReport report)
    {
        var table = New("feature", "correct", "future", "stale", "expired", "absent", "altered");
        foreach (var feature in report.Features)
        {
            var c = feature.Counts;
            table.AddRow([feature.Feature, .. new[] { c.Correct, c.Future, c.Stale, c.Expired, c.Absent, c.Altered }.Select(n => n.ToString("N0", CultureInfo.InvariantCulture))]);
        }

        console.Write(table);
    }

    /// <summary>Offending cells, one line each.</summary>
    public static void Findings(DemoConsole console, IEnumerable<V1.AuditFinding> findings)
    {
        var table = New("row", "airport", "label time", "verdict", "found", "expected", "known later by");
        foreach (var f in findings)
        {
            table.AddRow(
                f.Row.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(f.Entity),
                Time(f.LabelTime),
                f.Verdict.ToString().ToUpperInvariant(),
                Short(f.Found),
                Short(f.Expected),
                f.Distance.ToTimeSpan().ToString("d'd 'hh'h 'mm'm'", CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    /// <summary>A table without lines, which is readable everywhere.</summary>
    public static Table New(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        return table;
    }

    private static string Time(Google.Protobuf.WellKnownTypes.Timestamp time) => time.ToDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Short(string value) => double.TryParse(value, CultureInfo.InvariantCulture, out var number)
        ? number.ToString("0.###", CultureInfo.InvariantCulture)
        : Markup.Escape(value);
}
