using Lineage.Cli.Demo.Building;
using Lineage.Cli.Output;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Checks feature vectors as they would be served.</summary>
internal static class VectorStep
{
    public static async Task RunAsync(DemoContext context, V1.Deployment deployment, V1.FeatureSetVersion features, CancellationToken cancellationToken)
    {
        context.Console.Step("Check feature vectors on the request path");
        var served = context.Data.Splits.Test.Select(r => VectorOf(r, features)).ToList();
        var reports = await context.Client.Consistency.CheckVectorsAsync(new() { Target = deployment.Name, Vectors = { served } }, cancellationToken: cancellationToken);
        var unusual = reports.Reports.Count(r => r.Issues.Count > 0);
        context.Console.Line($"{served.Count:N0} vectors of the test days, in one call: {unusual} with a value outside the range of training");
        context.Console.Expect(reports.Accepted == served.Count, $"all {reports.Accepted:N0} are accepted");

        var good = served[reports.Reports.Index().First(r => r.Item.Issues.Count == 0).Index];
        var bad = Bad(good, features).ToList();
        var request = new V1.CheckVectorsRequest { Target = deployment.Name, Vectors = { bad.Select(b => b.Vector) } };
        var refused = await context.Client.Consistency.CheckVectorsAsync(request, cancellationToken: cancellationToken);
        var table = Styles.Table("vector", "usable", "issue", "subject", "served", "training");
        foreach (var (what, report) in bad.Zip(refused.Reports))
        {
            var issue = report.Issues.FirstOrDefault();
            table.AddTexts(
                what.What,
                report.Accepted ? "yes" : "NO",
                issue is null ? string.Empty : Words.Of(issue.Kind),
                Words.Short(issue?.Subject ?? string.Empty),
                Short(issue?.Served),
                Short(issue?.Expected));
        }

        context.Console.Write(table);
        context.Console.Expect(
            bad.Zip(refused.Reports).All(p => p.Second.Issues.Count == 1 && p.Second.Issues[0].Kind == p.First.Kind && p.Second.Accepted == !p.First.Blocks),
            $"each is told for what is wrong with it, and what the model cannot answer is stopped");
    }

    private static V1.FeatureVector VectorOf(TrainingRow row, V1.FeatureSetVersion features)
    {
        var f = row.Features;
        return new()
        {
            Entity = { { "airport", row.Flight.Origin } },
            ServeTime = DemoContext.Time(row.LabelTime),
            EventTimes = { { features.Name, DemoContext.Time(f.EventTime) } },
            FeatureSetVersions = { features.Name },
            Values =
            {
                { "departures", new V1.FeatureValue { IntValue = f.Departures } },
                { "mean_delay", new V1.FeatureValue { DoubleValue = f.MeanDelay } },
                { "share_late", new V1.FeatureValue { DoubleValue = f.ShareLate } },
                { "mean_delay_3h", new V1.FeatureValue { DoubleValue = f.MeanDelay3h } },
                { "mean_distance", new V1.FeatureValue { DoubleValue = f.MeanDistance } },
            },
        };
    }

    private static IEnumerable<(string What, V1.FeatureVector Vector, V1.VectorIssueKind Kind, bool Blocks)> Bad(V1.FeatureVector good, V1.FeatureSetVersion features)
    {
        yield return ("a null", Changed(v => v.Values["mean_delay"] = new()), V1.VectorIssueKind.UnexpectedNull, true);
        yield return ("a text", Changed(v => v.Values["share_late"] = new() { StringValue = "0.25" }), V1.VectorIssueKind.TypeMismatch, true);
        yield return ("one missing", Changed(v => v.Values.Remove("mean_distance")), V1.VectorIssueKind.ValueMissing, true);
        yield return ("a week's delay", Changed(v => v.Values["mean_delay_3h"] = new() { DoubleValue = 10_080 }), V1.VectorIssueKind.OutOfRange, false);
        yield return ("yesterday's", Changed(v => v.EventTimes[features.Name] = DemoContext.Time(v.ServeTime.ToDateTime().AddHours(-25))), V1.VectorIssueKind.StaleValue, true);
        yield return ("tomorrow's", Changed(v => v.EventTimes[features.Name] = DemoContext.Time(v.ServeTime.ToDateTime().AddHours(23))), V1.VectorIssueKind.FutureValue, true);

        V1.FeatureVector Changed(Action<V1.FeatureVector> change)
        {
            var vector = good.Clone();
            change(vector);
            return vector;
        }
    }

    /// <summary>Whole seconds are enough here, and of a long explanation the beginning.</summary>
    private static string Short(string? text) => text?.Replace(".000000000Z", "Z", StringComparison.Ordinal).Split(',')[0] ?? string.Empty;
}
