using Google.Protobuf;
using Grpc.Core;
using Lineage.Client;

namespace Lineage.Cli.Registering;

/// <summary>Every kind of resource.</summary>
internal static class ResourceKinds
{
    /// <summary>In the order in which one is built on another.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        Kind<V1.Project, V1.CreateProjectRequest, V1.GetProjectRequest, V1.ListProjectsRequest>(
            "project", "projects", (c, r, o) => c.Projects.CreateProjectAsync(r, o), (c, r, o) => c.Projects.GetProjectAsync(r, o), LineageListing.ListProjectsAsync),
        Kind<V1.Source, V1.CreateSourceRequest, V1.GetSourceRequest, V1.ListSourcesRequest>(
            "source", "projects/sources", (c, r, o) => c.Projects.CreateSourceAsync(r, o), (c, r, o) => c.Projects.GetSourceAsync(r, o), LineageListing.ListSourcesAsync),
        Kind<V1.FeatureSet, V1.CreateFeatureSetRequest, V1.GetFeatureSetRequest, V1.ListFeatureSetsRequest>(
            "featureSet",
            "projects/featureSets",
            (c, r, o) => c.FeatureSets.CreateFeatureSetAsync(r, o),
            (c, r, o) => c.FeatureSets.GetFeatureSetAsync(r, o),
            LineageListing.ListFeatureSetsAsync),
        Kind<V1.FeatureSetVersion, V1.CreateFeatureSetVersionRequest, V1.GetFeatureSetVersionRequest, V1.ListFeatureSetVersionsRequest>(
            "featureSetVersion",
            "projects/featureSets/versions",
            (c, r, o) => c.FeatureSets.CreateFeatureSetVersionAsync(r, o),
            (c, r, o) => c.FeatureSets.GetFeatureSetVersionAsync(r, o),
            LineageListing.ListFeatureSetVersionsAsync),
        Kind<V1.Dataset, V1.CreateDatasetRequest, V1.GetDatasetRequest, V1.ListDatasetsRequest>(
            "dataset", "projects/datasets", (c, r, o) => c.Datasets.CreateDatasetAsync(r, o), (c, r, o) => c.Datasets.GetDatasetAsync(r, o), LineageListing.ListDatasetsAsync),
        Kind<V1.DatasetVersion, V1.CreateDatasetVersionRequest, V1.GetDatasetVersionRequest, V1.ListDatasetVersionsRequest>(
            "datasetVersion",
            "projects/datasets/versions",
            (c, r, o) => c.Datasets.CreateDatasetVersionAsync(r, o),
            (c, r, o) => c.Datasets.GetDatasetVersionAsync(r, o),
            LineageListing.ListDatasetVersionsAsync),
        Kind<V1.Split, V1.CreateSplitRequest, V1.GetSplitRequest, V1.ListSplitsRequest>(
            "split",
            "projects/datasets/versions/splits",
            (c, r, o) => c.Datasets.CreateSplitAsync(r, o),
            (c, r, o) => c.Datasets.GetSplitAsync(r, o),
            LineageListing.ListSplitsAsync),
        Kind<V1.Experiment, V1.CreateExperimentRequest, V1.GetExperimentRequest, V1.ListExperimentsRequest>(
            "experiment", "projects/experiments", (c, r, o) => c.Runs.CreateExperimentAsync(r, o), (c, r, o) => c.Runs.GetExperimentAsync(r, o), LineageListing.ListExperimentsAsync),
        Kind<V1.Run, V1.CreateRunRequest, V1.GetRunRequest, V1.ListRunsRequest>(
            "run", "projects/experiments/runs", (c, r, o) => c.Runs.CreateRunAsync(r, o), (c, r, o) => c.Runs.GetRunAsync(r, o), LineageListing.ListRunsAsync),
        Kind<V1.Model, V1.CreateModelRequest, V1.GetModelRequest, V1.ListModelsRequest>(
            "model", "projects/models", (c, r, o) => c.Models.CreateModelAsync(r, o), (c, r, o) => c.Models.GetModelAsync(r, o), LineageListing.ListModelsAsync),
        Kind<V1.ModelVersion, V1.CreateModelVersionRequest, V1.GetModelVersionRequest, V1.ListModelVersionsRequest>(
            "modelVersion",
            "projects/models/versions",
            (c, r, o) => c.Models.CreateModelVersionAsync(r, o),
            (c, r, o) => c.Models.GetModelVersionAsync(r, o),
            LineageListing.ListModelVersionsAsync),
        Kind<V1.Deployment, V1.CreateDeploymentRequest, V1.GetDeploymentRequest, V1.ListDeploymentsRequest>(
            "deployment",
            "projects/deployments",
            (c, r, o) => c.Deployments.CreateDeploymentAsync(r, o),
            (c, r, o) => c.Deployments.GetDeploymentAsync(r, o),
            LineageListing.ListDeploymentsAsync),
        Kind<V1.Certificate, V1.GetCertificateRequest, V1.GetCertificateRequest, V1.ListCertificatesRequest>(
            "certificate", "projects/certificates", null, (c, r, o) => c.Lineage.GetCertificateAsync(r, o), LineageListing.ListCertificatesAsync),
    ];

    /// <summary>The kind that a user names, in the singular or plural, whatever the case.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static ResourceKind Called(string text)
    {
        var plain = text.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal);
        return All.FirstOrDefault(k => string.Equals(plain, k.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(plain, $"{k.Name}s", StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException($"'{text}' is no kind of resource; the kinds are {string.Join(", ", All.Select(k => k.Name))}");
    }

    /// <summary>The kind that a full name belongs to.</summary>
    /// <exception cref="CommandException">It has the form of none.</exception>
    public static ResourceKind Of(string name) =>
        Find(name) ?? throw new CommandException($"'{name}' has none of the known forms, such as {All[0].Pattern} or {Called("modelVersion").Pattern}");

    /// <summary>The kind that a full name belongs to; null where it has the form of none.</summary>
    public static ResourceKind? Find(string name)
    {
        var segments = name.Split('/');
        var collections = string.Join('/', segments.Where((_, i) => i % 2 == 0));
        return segments.Length % 2 == 0 ? All.FirstOrDefault(k => k.Collections == collections) : null;
    }

    private static ResourceKind Kind<TResource, TCreate, TGet, TList>(
        string name,
        string collections,
        Func<LineageClient, TCreate, CallOptions, AsyncUnaryCall<TResource>>? create,
        Func<LineageClient, TGet, CallOptions, AsyncUnaryCall<TResource>> get,
        Func<LineageClient, TList, CancellationToken, IAsyncEnumerable<TResource>> list)
        where TResource : class, IMessage, new()
        where TCreate : IMessage, new()
        where TGet : IMessage, new()
        where TList : IMessage, new() => new()
        {
            Name = name,
            Collections = collections,
            Message = new TResource().Descriptor,
            CreateAsync = create is null ? null : async (client, fill, token) => await create(client, Filled<TCreate>(fill), new CallOptions(cancellationToken: token)),
            GetAsync = async (client, resource, token) => await get(client, Filled<TGet>(r => r.Set("name", resource)), new CallOptions(cancellationToken: token)),
            List = (client, fill, token) => list(client, Filled<TList>(fill), token),
        };

    private static T Filled<T>(Action<IMessage> fill)
        where T : IMessage, new()
    {
        var request = new T();
        fill(request);
        return request;
    }
}
