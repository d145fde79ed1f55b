using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The check of one served vector.</summary>
internal static class VectorVerdict
{
    /// <param name="console">Where to write.</param>
    /// <param name="report">The check.</param>
    /// <param name="title">What to call the vector, where there are several.</param>
    public static void Write(IAnsiConsole console, V1.VectorReport report, string title = "vector")
    {
        var (verdict, style) = report switch
        {
            { Accepted: false } => ("REFUSED", Styles.Bad),
            { Issues.Count: > 0 } => ("ACCEPTED with warnings", Styles.Warning),
            _ => ("ACCEPTED", Styles.Good),
        };
        console.Line($"{title} {verdict}{(report.ModelVersion.Length > 0 ? $" against {Words.Short(report.ModelVersion)}" : string.Empty)}", style);
        if (report.Issues.Count == 0)
        {
            return;
        }

        var table = Styles.Table("issue", "blocks", "feature", "served", "training had");
        foreach (var issue in report.Issues)
        {
            table.AddTexts(Words.Of(issue.Kind), issue.Blocking ? "yes" : "no", Words.Short(issue.Subject), issue.Served, issue.Expected);
        }

        console.Write(table);
    }
}
