using System.Globalization;
using Lineage.Cli.Output;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Audit reports as narrow tables.</summary>
internal static class AuditTables
{
    /// <summary>The counts of every feature.</summary>
    public static void Counts(DemoConsole console, V1.AuditReport report)
    {
        var table = Styles.Table("feature", "correct", "future", "stale", "expired", "absent", "altered");
        foreach (var feature in report.Features)
        {
            var c = feature.Counts;
            table.AddTexts([feature.Feature, .. new[] { c.Correct, c.Future, c.Stale, c.Expired, c.Absent, c.Altered }.Select(n => Words.Count(n))]);
        }

        console.Write(table);
    }

    /// <summary>Offending cells, one line each.</summary>
    public static void Findings(DemoConsole console, IEnumerable<V1.AuditFinding> findings)
    {
        var table = Styles.Table("row", "airport", "label time", "verdict", "found", "expected", "known later by");
        foreach (var f in findings)
        {
            table.AddTexts(
                Words.Count(f.Row), f.Entity, $"{f.LabelTime.ToDateTime():yyyy-MM-dd HH:mm}", Words.Of(f.Verdict), Short(f.Found), Short(f.Expected), Words.Length(f.Distance));
        }

        console.Write(table);
    }

    private static string Short(string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.###", CultureInfo.InvariantCulture) : value;
}
