using Google.Protobuf.WellKnownTypes;
using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Registers the feature sets and their versions.</summary>
internal static class FeatureSetStep
{
    private const string HourlyId = "airport-hourly";
    private const string ClimateId = "seattle-climate";

    private static readonly (string Name, string Meaning)[] ClimateColumns =
    [
        ("pressure", "sea-level pressure, hPa"),
        ("temperature", "temperature, degrees Celsius"),
        ("wind", "wind speed, m/s"),
    ];

    public static async Task<RegisteredFeatures> RunAsync(DemoContext context, RegisteredSources sources, CancellationToken cancellationToken)
    {
        context.Console.Step("Register the feature sets: schema, keys, times, code, data");
        var hourly = await VersionAsync(context, HourlyId, DemoFiles.HourlyFeatures, HourlyFeatures.Columns, Hourly(sources), cancellationToken);
        var climate = await VersionAsync(context, ClimateId, DemoFiles.ClimateFeatures, ClimateColumns, Climate(sources), cancellationToken);
        context.Console.Line("code", HourlyFeatures.Digest);
        context.Console.Expect(hourly.Transformation.Digest == HourlyFeatures.Digest, $"the version is bound to the text of the code that computed it");
        return new(hourly, climate);
    }

    private static V1.FeatureSetVersion Hourly(RegisteredSources sources) => new()
    {
        Description = "Departures of an airport in one hour and how late they arrived",
        TimeToLive = Duration.FromTimeSpan(DemoData.TimeToLive),
        Transformation = new() { Language = "csharp", Digest = HourlyFeatures.Digest, Uri = "src/Lineage.Cli/Demo/Building/HourlyFeatures.cs" },
        DerivedFrom = { sources.Flights.Name },
    };

    private static V1.FeatureSetVersion Climate(RegisteredSources sources) => new()
    {
        Description = "Climate normals of Seattle by hour, with the earliest time at which an average over 1981 to 2010 can have been known",
        DerivedFrom = { sources.Normals.Name },
    };

    private static async Task<V1.FeatureSetVersion> VersionAsync(
        DemoContext context, string id, string file, IReadOnlyList<(string Name, string Meaning)> columns, V1.FeatureSetVersion version, CancellationToken cancellationToken)
    {
        var featureSets = context.Client.FeatureSets;
        var featureSet = await DemoRequest.CreatedOrReadAsync(
            featureSets.CreateFeatureSetAsync(
                new() { Parent = DemoContext.Project, FeatureSetId = id, FeatureSet = new() { Description = version.Description, Owner = DemoContext.Author } },
                cancellationToken: cancellationToken),
            () => featureSets.GetFeatureSetAsync(new() { Name = $"{DemoContext.Project}/featureSets/{id}" }, cancellationToken: cancellationToken));
        var table = await context.DescribeAsync(file, cancellationToken);
        version.Author = DemoContext.Author;
        version.EntityKeys.Add("airport");
        version.EventTimeColumn = "event_time";
        version.KnownAtColumn = "known_at";
        version.Features.Add(DemoContext.Features(table, columns));
        version.DataUri = context.Folder.UriOf(file);
        version.Fingerprint = table.Fingerprint;
        version.Profile = table.Profile;
        var request = new V1.CreateFeatureSetVersionRequest { Parent = featureSet.Name, FeatureSetVersion = version };
        request.RequestId = DemoRequest.IdOf(request);
        var registered = await featureSets.CreateFeatureSetVersionAsync(request, cancellationToken: cancellationToken);
        context.Console.Line(id, $"version {registered.Version} ({string.Join("; ", registered.Bump.Reasons)}), {registered.Features.Count} features, {table.Profile.Rows:N0} rows");
        return registered;
    }
}
