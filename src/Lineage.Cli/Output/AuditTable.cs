using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lineage.Cli.Output;

/// <summary>A point-in-time audit: the verdicts of every feature, the first offending rows, and the outcome in one line.</summary>
internal static class AuditTable
{
    private const int ShownFindings = 5;

    /// <param name="console">Where to write.</param>
    /// <param name="report">The audit.</param>
    /// <param name="findings">The greatest number of offending rows shown for each feature.</param>
    public static void Write(IAnsiConsole console, V1.AuditReport report, int findings = ShownFindings)
    {
        var table = Styles.Table("feature", "correct", "future", "stale", "expired", "absent", "altered", "farthest ahead");
        foreach (var feature in report.Features)
        {
            table.AddRow(Row(feature.Feature, feature.Counts, feature.MaximumAhead is { } ahead ? Words.Length(ahead) : string.Empty));
        }

        console.Write(table);
        foreach (var feature in report.Features.Where(f => f.Findings.Count > 0 && findings > 0))
        {
            WriteFindings(console, feature, findings);
        }

        foreach (var column in report.LabelInFeatures)
        {
            console.Line($"feature {column} equals the label on every row", Styles.Bad);
        }

        WriteOutcome(console, report);
    }

    private static IEnumerable<IRenderable> Row(string feature, V1.VerdictCounts counts, string ahead)
    {
        yield return new Text(Words.Safe(feature));
        yield return new Text(Words.Count(counts.Correct));
        foreach (var (count, style) in ((long, Style)[])[(counts.Future, Styles.Bad), (counts.Stale, Styles.Warning), (counts.Expired, Styles.Warning), (counts.Absent, Styles.Warning), (counts.Altered, Styles.Bad)])
        {
            yield return new Text(Words.Count(count), count > 0 ? style : Styles.Faint);
        }

        yield return new Text(ahead);
    }

    private static void WriteFindings(IAnsiConsole console, V1.FeatureAudit feature, int findings)
    {
        console.Line($"{feature.Feature}: the first offending rows");
        var table = Styles.Table("row", "entity", "label time", "verdict", "found", "of", "expected", "of", "distance");
        foreach (var finding in feature.Findings.Take(findings))
        {
            table.AddTexts(
                Words.Count(finding.Row),
                finding.Entity,
                Words.Time(finding.LabelTime),
                Words.Of(finding.Verdict),
                finding.HasFound ? finding.Found : "null",
                Words.Time(finding.FoundEventTime),
                finding.HasExpected ? finding.Expected : "nothing",
                Words.Time(finding.ExpectedEventTime),
                finding.Distance is { } distance ? Words.Length(distance) : string.Empty);
        }

        console.Write(table);
    }

    private static void WriteOutcome(IAnsiConsole console, V1.AuditReport report)
    {
        var skipped = report.RowsWithNullKey + report.RowsWithNullLabelTime;
        var rows = Words.Count(report.Rows, "row") + (skipped > 0 ? $", of which {Words.Count(skipped)} without key or label time" : string.Empty);
        if (report.Passed)
        {
            console.Line($"PASSED: every cell of {rows} is what was known at its time", Styles.Good);
            return;
        }

        var counts = report.Counts ?? new();
        (long Count, string Word)[] wrong = [(counts.Future, "future"), (counts.Stale, "stale"), (counts.Expired, "expired"), (counts.Absent, "absent"), (counts.Altered, "altered")];
        var parts = wrong.Where(w => w.Count > 0).Select(w => $"{Words.Count(w.Count)} {w.Word}").Concat(report.LabelInFeatures.Count > 0 ? ["the label among the features"] : Array.Empty<string>());
        console.Line($"REJECTED: {string.Join(", ", parts)}, in {rows}", Styles.Bad);
    }
}
