using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Audits a table that was joined with the climate normals, which nobody could have known in 2001.</summary>
internal static class ClimateStep
{
    public static async Task RunAsync(DemoContext context, V1.FeatureSetVersion climate, CancellationToken cancellationToken)
    {
        context.Console.Step("A leak that nobody planted: the weather");
        context.Console.Line($"Seattle's flights joined with Seattle's climate normals by the hour look right: every hour lies before its label.");
        var byHour = await AuditAsync(context, climate, V1.KnowledgeRule.Unspecified, cancellationToken);
        context.Console.Expect(byHour.Passed, $"by event time alone the audit passes all {byHour.Counts.Correct:N0} cells");
        var byKnowledge = await AuditAsync(context, climate, V1.KnowledgeRule.LabelTime, cancellationToken);
        var ahead = byKnowledge.Features.Max(f => f.MaximumAhead?.ToTimeSpan() ?? TimeSpan.Zero);
        AuditTables.Counts(context.Console, byKnowledge);
        context.Console.Expect(
            !byKnowledge.Passed && byKnowledge.Counts.Future == byHour.Counts.Correct,
            $"by knowledge time every one is a leak: averages over 1981 to 2010, known {ahead.TotalDays / 365.25:0.0} years after the flights");
        context.Console.Line($"So the model does without the weather. (Observed weather of 2001 is not in the data.)");
    }

    private static async Task<V1.AuditReport> AuditAsync(DemoContext context, V1.FeatureSetVersion climate, V1.KnowledgeRule rule, CancellationToken cancellationToken)
    {
        var request = new V1.AuditTableRequest
        {
            Path = context.Folder.UriOf(DemoFiles.ClimateTraining),
            EntityKeys = { "airport" },
            LabelTimeColumn = "label_time",
            LabelColumn = "late",
            Histories = { new V1.FeatureHistory { FeatureSetVersion = climate.Name } },
            KnowledgeRule = rule,
        };
        return (await context.Client.AuditTableAsync(request, cancellationToken: cancellationToken)).Report;
    }
}
