using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Registers the samples with their fingerprints.</summary>
internal static class SourceStep
{
    private const string Origin = "npm vega-datasets 3.2.1";

    public static async Task<RegisteredSources> RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        context.Console.Step("Register the sources, fingerprinted by content");
        var flights = await SourceAsync(
            context, "us-flights-2001", DemoFiles.Flights, "Flights of the 20 busiest airports of the United States, March 2001", "BSD-3-Clause (package); U.S. DOT, 14 CFR Part 234 (data)", cancellationToken);
        var normals = await SourceAsync(
            context, "seattle-normals", DemoFiles.Normals, "Climate normals of Seattle, averages over 1981 to 2010", "BSD-3-Clause (package); U.S. Government work (data)", cancellationToken);
        return new(flights, normals);
    }

    private static async Task<V1.Source> SourceAsync(
        DemoContext context, string id, string file, string description, string license, CancellationToken cancellationToken)
    {
        var here = (await context.DescribeAsync(file, cancellationToken)).Fingerprint;
        var there = (await context.Client.FingerprintPathAsync(context.Folder.UriOf(file), cancellationToken: cancellationToken)).Fingerprint;
        var source = new V1.Source
        {
            Description = description,
            Owner = DemoContext.Author,
            Type = "file",
            Uri = context.Folder.UriOf(file),
            License = license,
            Fingerprint = here,
            Tags = { { "origin", Origin } },
        };
        var projects = context.Client.Projects;
        var registered = await DemoRequest.CreatedOrReadAsync(
            projects.CreateSourceAsync(new() { Parent = DemoContext.Project, SourceId = id, Source = source }, cancellationToken: cancellationToken),
            () => projects.GetSourceAsync(new() { Name = $"{DemoContext.Project}/sources/{id}" }, cancellationToken: cancellationToken));
        context.Console.Line(id, here.Text);
        context.Console.Expect(
            here.Text == there.Text && here.Text == registered.Fingerprint.Text, $"read here, read by the service and registered: the same fingerprint");
        return registered;
    }
}
