using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Lineage.Client;

/// <summary>Listings as one sequence: every page is asked for when it is reached, by the request's own page size, filter and order.</summary>
public static class LineageListing
{
    /// <summary>Every project.</summary>
    public static IAsyncEnumerable<V1.Project> ListProjectsAsync(this LineageClient client, V1.ListProjectsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Projects.ListProjectsAsync, page => page.Projects, cancellationToken);

    /// <summary>Every data source.</summary>
    public static IAsyncEnumerable<V1.Source> ListSourcesAsync(this LineageClient client, V1.ListSourcesRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Projects.ListSourcesAsync, page => page.Sources, cancellationToken);

    /// <summary>Every feature set.</summary>
    public static IAsyncEnumerable<V1.FeatureSet> ListFeatureSetsAsync(
        this LineageClient client, V1.ListFeatureSetsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.FeatureSets.ListFeatureSetsAsync, page => page.FeatureSets, cancellationToken);

    /// <summary>Every feature set version.</summary>
    public static IAsyncEnumerable<V1.FeatureSetVersion> ListFeatureSetVersionsAsync(
        this LineageClient client, V1.ListFeatureSetVersionsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.FeatureSets.ListFeatureSetVersionsAsync, page => page.FeatureSetVersions, cancellationToken);

    /// <summary>Every dataset.</summary>
    public static IAsyncEnumerable<V1.Dataset> ListDatasetsAsync(this LineageClient client, V1.ListDatasetsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Datasets.ListDatasetsAsync, page => page.Datasets, cancellationToken);

    /// <summary>Every dataset version.</summary>
    public static IAsyncEnumerable<V1.DatasetVersion> ListDatasetVersionsAsync(
        this LineageClient client, V1.ListDatasetVersionsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Datasets.ListDatasetVersionsAsync, page => page.DatasetVersions, cancellationToken);

    /// <summary>Every split.</summary>
    public static IAsyncEnumerable<V1.Split> ListSplitsAsync(this LineageClient client, V1.ListSplitsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Datasets.ListSplitsAsync, page => page.Splits, cancellationToken);

    /// <summary>Every model.</summary>
    public static IAsyncEnumerable<V1.Model> ListModelsAsync(this LineageClient client, V1.ListModelsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Models.ListModelsAsync, page => page.Models, cancellationToken);

    /// <summary>Every model version.</summary>
    public static IAsyncEnumerable<V1.ModelVersion> ListModelVersionsAsync(
        this LineageClient client, V1.ListModelVersionsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Models.ListModelVersionsAsync, page => page.ModelVersions, cancellationToken);

    /// <summary>Every experiment.</summary>
    public static IAsyncEnumerable<V1.Experiment> ListExperimentsAsync(
        this LineageClient client, V1.ListExperimentsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Runs.ListExperimentsAsync, page => page.Experiments, cancellationToken);

    /// <summary>Every run.</summary>
    public static IAsyncEnumerable<V1.Run> ListRunsAsync(this LineageClient client, V1.ListRunsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Runs.ListRunsAsync, page => page.Runs, cancellationToken);

    /// <summary>Every metric point of a run.</summary>
    public static IAsyncEnumerable<V1.MetricPoint> ListMetricPointsAsync(
        this LineageClient client, V1.ListMetricPointsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Runs.ListMetricPointsAsync, page => page.Points, cancellationToken);

    /// <summary>Every deployment.</summary>
    public static IAsyncEnumerable<V1.Deployment> ListDeploymentsAsync(
        this LineageClient client, V1.ListDeploymentsRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Deployments.ListDeploymentsAsync, page => page.Deployments, cancellationToken);

    /// <summary>Every certificate.</summary>
    public static IAsyncEnumerable<V1.Certificate> ListCertificatesAsync(
        this LineageClient client, V1.ListCertificatesRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.Lineage.ListCertificatesAsync, page => page.Certificates, cancellationToken);

    /// <summary>Every entry of the audit log.</summary>
    public static IAsyncEnumerable<V1.AuditEntry> ListAuditEntriesAsync(
        this LineageClient client, V1.ListAuditEntriesRequest request, CancellationToken cancellationToken = default) =>
        AllAsync(request, client.AuditLog.ListAuditEntriesAsync, page => page.Entries, cancellationToken);

    private static async IAsyncEnumerable<TItem> AllAsync<TRequest, TResponse, TItem>(
        TRequest request,
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> list,
        Func<TResponse, IEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new()
    {
        var next = request.Clone();
        var token = next.Descriptor.FindFieldByName("page_token").Accessor;
        var nextToken = new TResponse().Descriptor.FindFieldByName("next_page_token").Accessor;
        string text;
        do
        {
            var page = await list(next, new CallOptions(cancellationToken: cancellationToken));
            foreach (var item in items(page))
            {
                yield return item;
            }

            text = (string)nextToken.GetValue(page);
            token.SetValue(next, text);
        }
        while (text.Length > 0);
    }
}
