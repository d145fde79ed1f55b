using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Registers the training table and its splits in one commit.</summary>
internal static class DatasetStep
{
    private const string Id = "late-flights";

    public static async Task<V1.DatasetVersion> RunAsync(DemoContext context, V1.FeatureSetVersion features, CancellationToken cancellationToken)
    {
        context.Console.Step("Register the training table and its splits, in one commit");
        var datasets = context.Client.Datasets;
        var dataset = await DemoRequest.CreatedOrReadAsync(
            datasets.CreateDatasetAsync(
                new() { Parent = DemoContext.Project, DatasetId = Id, Dataset = new() { Description = "Will a flight arrive more than 15 minutes late?", Owner = DemoContext.Author } },
                cancellationToken: cancellationToken),
            () => datasets.GetDatasetAsync(new() { Name = $"{DemoContext.Project}/datasets/{Id}" }, cancellationToken: cancellationToken));
        var request = new V1.CreateDatasetVersionRequest { Parent = dataset.Name, DatasetVersion = await VersionAsync(context, features, cancellationToken) };
        request.Splits.Add(await SplitAsync(context, "train", V1.SplitRole.Train, DemoFiles.Train, null, TimeSplit.ValidationFrom, cancellationToken));
        request.Splits.Add(await SplitAsync(context, "validation", V1.SplitRole.Validation, DemoFiles.Validation, TimeSplit.ValidationFrom, TimeSplit.TestFrom, cancellationToken));
        request.Splits.Add(await SplitAsync(context, "test", V1.SplitRole.Test, DemoFiles.Test, TimeSplit.TestFrom, null, cancellationToken));
        request.RequestId = DemoRequest.IdOf(request);
        var version = await datasets.CreateDatasetVersionAsync(request, cancellationToken: cancellationToken);
        context.Console.Line(Id, $"version {version.Version}, {version.Profile.Rows:N0} rows, {version.Fingerprint.Text}");
        context.Console.Line("built from", version.BuiltFrom[0].FeatureSetVersion);
        foreach (var split in request.Splits)
        {
            context.Console.Line(split.SplitId, $"{split.Split.Profile.Rows:N0} rows, {split.Split.Fingerprint.Text}");
        }

        context.Console.Expect(request.Splits.Sum(s => s.Split.Profile.Rows) == version.Profile.Rows, $"every row of the table is in one split");
        return version;
    }

    private static async Task<V1.DatasetVersion> VersionAsync(DemoContext context, V1.FeatureSetVersion features, CancellationToken cancellationToken)
    {
        var table = await context.DescribeAsync(DemoFiles.Training, cancellationToken);
        return new()
        {
            Description = "A sample of flights with what was known at their origin an hour before they left",
            Author = DemoContext.Author,
            Columns = { table.Fingerprint.Columns.Select(c => new V1.Feature { Name = c.Name, LogicalType = c.LogicalType, Nullable = c.Nullable }) },
            EntityKeys = { "airport" },
            LabelTimeColumn = "label_time",
            LabelColumn = "late",
            BuiltFrom = { new V1.DatasetInput { FeatureSetVersion = features.Name, AsOf = DemoContext.Time(context.Data.Training[^1].LabelTime) } },
            DataUri = context.Folder.UriOf(DemoFiles.Training),
            Fingerprint = table.Fingerprint,
            Profile = table.Profile,
        };
    }

    private static async Task<V1.SplitSpec> SplitAsync(
        DemoContext context, string id, V1.SplitRole role, string file, DateTime? from, DateTime? to, CancellationToken cancellationToken)
    {
        var table = await context.DescribeAsync(file, cancellationToken);
        var method = new V1.SplitMethod { Kind = "time" };
        if (from is { } first)
        {
            method.Parameters.Add("label_time_from", $"{first:yyyy-MM-dd'T'HH:mm:ss}");
        }

        if (to is { } end)
        {
            method.Parameters.Add("label_time_before", $"{end:yyyy-MM-dd'T'HH:mm:ss}");
        }

        var split = new V1.Split { Role = role, Method = method, DataUri = context.Folder.UriOf(file), Fingerprint = table.Fingerprint, Profile = table.Profile };
        return new() { SplitId = id, Split = split };
    }
}
