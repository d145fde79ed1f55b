using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Lineage.Cli.Demo.Building;
using Lineage.Client;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Registers the model version with its metadata, and makes it the champion.</summary>
internal static class ModelStep
{
    private const string Id = "late-flight";

    public static async Task<V1.ModelVersion> RunAsync(
        DemoContext context, V1.DatasetVersion dataset, V1.FeatureSetVersion features, TrainedModel trained, CancellationToken cancellationToken)
    {
        context.Console.Step("Register the model version, and make it the champion");
        var models = context.Client.Models;
        var model = await DemoRequest.CreatedOrReadAsync(
            models.CreateModelAsync(
                new() { Parent = DemoContext.Project, ModelId = Id, Model = new() { Description = "How likely a flight arrives more than 15 minutes late", Owner = DemoContext.Author } },
                cancellationToken: cancellationToken),
            () => models.GetModelAsync(new() { Name = $"{DemoContext.Project}/models/{Id}" }, cancellationToken: cancellationToken));
        await RefuseAsync(context, model.Name, cancellationToken);
        var artifact = await WriteAsync(context, trained, cancellationToken);
        var version = await models.CreateModelVersionAsync(
            new() { Parent = model.Name, ModelVersion = VersionOf(dataset, features, trained, artifact) }, cancellationToken: cancellationToken);
        var champion = await models.SetModelAliasAsync(new() { Name = model.Name, Alias = "champion", Version = version.Version }, cancellationToken: cancellationToken);
        context.Console.Line(Id, $"version {version.Version} ({string.Join("; ", version.Bump.Reasons)})");
        context.Console.Line("trained on", version.TrainedOn[0]);
        context.Console.Line("file", $"{artifact.Uri}, {artifact.Digest}");
        context.Console.Expect(champion.Aliases["champion"] == version.Version, $"{model.Name}/versions/@champion is version {version.Version}");
        return version;
    }

    private static async Task RefuseAsync(DemoContext context, string model, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.Models.CreateModelVersionAsync(new() { Parent = model, ModelVersion = new() { Author = DemoContext.Author } }, cancellationToken: cancellationToken);
            context.Console.Expect(false, $"a version without its required metadata is refused");
        }
        catch (LineageRpcException refused)
        {
            var missing = refused.Violations.Select(v => v.Field.Split('.', 2)[^1]).ToList();
            context.Console.Expect(missing.Count == 8, $"a version without its required metadata is refused: {string.Join(", ", missing)}");
        }
    }

    private static async Task<V1.ModelArtifact> WriteAsync(DemoContext context, TrainedModel trained, CancellationToken cancellationToken)
    {
        var bytes = trained.Model.ToJson();
        await File.WriteAllBytesAsync(context.Folder.PathOf(DemoFiles.Model), bytes, cancellationToken);
        return new()
        {
            Uri = context.Folder.UriOf(DemoFiles.Model),
            Digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
            SizeBytes = bytes.Length,
        };
    }

    private static V1.ModelVersion VersionOf(V1.DatasetVersion dataset, V1.FeatureSetVersion features, TrainedModel trained, V1.ModelArtifact artifact) => new()
    {
        Author = DemoContext.Author,
        Created = Timestamp.FromDateTimeOffset(trained.Created),
        Framework = "dotnet",
        FrameworkVersion = Environment.Version.ToString(),
        TrainedOn = { $"{dataset.Name}/splits/train" },
        EvaluatedOn = { $"{dataset.Name}/splits/validation", $"{dataset.Name}/splits/test" },
        ProducedBy = trained.Run.Name,
        Metrics = { trained.Metrics.ToDictionary() },
        Hyperparameters = TrainingStep.ParametersOf(trained.Parameters),
        Signature = new()
        {
            Inputs = { features.Features },
            Outputs = { new V1.Feature { Name = "probability_late", LogicalType = "float", Description = "the probability of arriving more than 15 minutes late" } },
        },
        Code = new() { EntryPoint = "lineage demo" },
        Environment = DemoEnvironment.Describe(),
        Artifact = artifact,
        Seed = (long)trained.Parameters.Seed,
        TrainingDuration = Duration.FromTimeSpan(trained.Duration),
        License = "as the demo's data",
        IntendedUse = "To show the lineage of a model",
        Limitations = "Twenty airports, four weeks of one year, and nothing known of the flight itself",
    };
}
