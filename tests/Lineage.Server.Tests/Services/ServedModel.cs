using Grpc.Core;

namespace Lineage.Server.Tests.Services;

/// <summary>In a project of its own, a model version with the inputs <c>a</c> (integer, -5 to 5) and <c>b</c> (float, never NaN), trained on one feature set, and its deployment.</summary>
internal sealed record ServedModel(string FeatureSetVersion, string Split, string ModelVersion, string Deployment)
{
    public static async Task<ServedModel> CreateAsync(CallInvoker invoker, string project, CancellationToken cancellationToken)
    {
        var parent = $"projects/{project}";
        await new V1.ProjectService.ProjectServiceClient(invoker).CreateProjectAsync(new() { ProjectId = project, Project = new() }, cancellationToken: cancellationToken);
        var features = await FeaturesAsync(new(invoker), parent, cancellationToken);
        var split = await SplitAsync(new(invoker), parent, features, cancellationToken);
        var model = await ModelAsync(new(invoker), parent, split, cancellationToken);
        var deployment = await new V1.DeploymentService.DeploymentServiceClient(invoker).CreateDeploymentAsync(
            new() { Parent = parent, DeploymentId = "prod", Deployment = new() { ModelVersion = model, FeatureSetVersions = { features } } }, cancellationToken: cancellationToken);
        return new ServedModel(features, split, model, deployment.Name);
    }

    public static V1.FeatureVector Vector(long a, double b) =>
        new() { Values = { ["a"] = new V1.FeatureValue { IntValue = a }, ["b"] = new V1.FeatureValue { DoubleValue = b } } };

    private static V1.Feature[] Inputs => [new() { Name = "a", LogicalType = "integer" }, new() { Name = "b", LogicalType = "float" }];

    private static async Task<string> FeaturesAsync(V1.FeatureSetService.FeatureSetServiceClient client, string parent, CancellationToken cancellationToken)
    {
        var set = await client.CreateFeatureSetAsync(new() { Parent = parent, FeatureSetId = "f", FeatureSet = new() }, cancellationToken: cancellationToken);
        var version = RegistrySamples.FeatureSetVersion();
        version.Features.Clear();
        version.Features.Add(Inputs);
        return (await client.CreateFeatureSetVersionAsync(new() { Parent = set.Name, FeatureSetVersion = version }, cancellationToken: cancellationToken)).Name;
    }

    private static async Task<string> SplitAsync(V1.DatasetService.DatasetServiceClient client, string parent, string features, CancellationToken cancellationToken)
    {
        var dataset = await client.CreateDatasetAsync(new() { Parent = parent, DatasetId = "d", Dataset = new() }, cancellationToken: cancellationToken);
        var version = await client.CreateDatasetVersionAsync(
            new() { Parent = dataset.Name, DatasetVersion = RegistrySamples.DatasetVersion(features) }, cancellationToken: cancellationToken);
        var split = RegistrySamples.Split(V1.SplitRole.Train);
        split.Profile = new V1.TableProfile
        {
            Rows = 9,
            Columns =
            {
                new V1.ColumnProfile { Name = "a", LogicalType = "integer", Count = 9, Minimum = -5, Maximum = 5 },
                new V1.ColumnProfile { Name = "b", LogicalType = "float", Count = 9, Minimum = -5, Maximum = 5 },
            },
        };
        return (await client.CreateSplitAsync(new() { Parent = version.Name, SplitId = "train", Split = split }, cancellationToken: cancellationToken)).Name;
    }

    private static async Task<string> ModelAsync(V1.ModelService.ModelServiceClient client, string parent, string split, CancellationToken cancellationToken)
    {
        var model = await client.CreateModelAsync(new() { Parent = parent, ModelId = "m", Model = new() }, cancellationToken: cancellationToken);
        var version = RegistrySamples.ModelVersion(split, split, string.Empty);
        version.Signature.Inputs.Clear();
        version.Signature.Inputs.Add(Inputs);
        var created = await client.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = version }, cancellationToken: cancellationToken);
        await client.SetModelAliasAsync(new() { Name = model.Name, Alias = "champion", Version = created.Version }, cancellationToken: cancellationToken);
        return created.Name;
    }
}
