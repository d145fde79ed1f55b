using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The check of a serving contract.</summary>
internal static class ContractTable
{
    public static void Write(IAnsiConsole console, V1.ContractReport report)
    {
        if (report.Issues.Count > 0)
        {
            var table = Styles.Table("issue", "breaks", "subject", "trained on", "served", "advice");
            foreach (var issue in report.Issues)
            {
                table.AddTexts(Words.Of(issue.Kind), issue.Breaking ? "yes" : "no", Words.Short(issue.Subject), issue.Trained, issue.Served, issue.Advice);
            }

            console.Write(table);
        }

        var style = report.Verdict switch
        {
            V1.ContractVerdict.Compatible => Styles.Good,
            V1.ContractVerdict.CompatibleWithWarnings => Styles.Warning,
            _ => Styles.Bad,
        };
        console.Line($"{Words.Of(report.Verdict)} with {Words.Short(report.ModelVersion)}", style);
    }
}
