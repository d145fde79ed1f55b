using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Audits the copy of the training table with the planted leak.</summary>
internal static class LeakStep
{
    private const int Shown = 5;

    public static async Task RunAsync(DemoContext context, V1.DatasetVersion dataset, CancellationToken cancellationToken)
    {
        var planted = context.Data.Leak.Planted;
        context.Console.Step($"Plant a leak in {planted.Count} rows, and let the audit find it");
        context.Console.Line($"In a copy of the table, {PlantedLeak.Feature} of {planted.Count} rows becomes that of the hour that had not ended yet.");
        var request = new V1.AuditTableRequest
        {
            DatasetVersion = dataset.Name,
            Path = context.Folder.UriOf(DemoFiles.LeakyTraining),
            KnowledgeRule = V1.KnowledgeRule.LabelTime,
            MaxFindings = 1_000,
        };
        var (report, _) = await context.Client.AuditTableAsync(request, cancellationToken: cancellationToken);
        var findings = report.Features.SelectMany(f => f.Findings.Select(finding => (f.Feature, Finding: finding))).ToList();
        AuditTables.Findings(context.Console, findings.Take(Shown).Select(f => f.Finding));
        context.Console.Line($"and {Math.Max(0, findings.Count - Shown)} more");
        var found = findings.Select(f => (int)f.Finding.Row).Order().ToList();
        context.Console.Line("planted rows", string.Join(' ', planted));
        context.Console.Line("found rows", string.Join(' ', found));
        context.Console.Expect(!report.Passed && found.SequenceEqual(planted), $"the {found.Count} rows found are the {planted.Count} rows planted, no more and no less");
        context.Console.Expect(
            findings.All(f => f.Feature == PlantedLeak.Feature && f.Finding.Verdict == V1.CellVerdict.Future) && report.Counts.Future == planted.Count,
            $"each is told as a look into the future of {PlantedLeak.Feature}");
    }
}
