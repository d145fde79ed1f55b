using Grpc.Core;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Datasets, their versions, and splits.</summary>
internal sealed class DatasetService(
    ResourceRegistry resources, VersionRegistry<DatasetVersion> versions, AliasRegistry aliases, SplitRegistry splits, NameResolver names) : V1.DatasetService.DatasetServiceBase
{
    public override async Task<V1.Dataset> CreateDataset(V1.CreateDatasetRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.Dataset, request.DatasetId, "dataset_id");
        var content = (request.Dataset ?? new()).ToDomain();
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "dataset", content, new Violations(), context.CancellationToken);
        return node.ToDataset();
    }

    public override async Task<V1.Dataset> GetDataset(V1.GetDatasetRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Dataset, context.CancellationToken)).ToDataset();

    public override async Task<V1.ListDatasetsResponse> ListDatasets(V1.ListDatasetsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Dataset.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListDatasetsResponse { Datasets = { page.Nodes.Select(n => n.ToDataset()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Dataset> UpdateDataset(V1.UpdateDatasetRequest request, ServerCallContext context)
    {
        var after = request.Dataset ?? new();
        var name = ResourceName.Parse(after.Name, "dataset.name", NodeKind.Dataset);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<Dataset>(
            context.ToRequestContext(request, request.RequestId), name, "dataset", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToDataset();
    }

    public override async Task<V1.Dataset> DeleteDataset(V1.DeleteDatasetRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Dataset);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToDataset();
    }

    public override async Task<V1.DatasetVersion> CreateDatasetVersion(V1.CreateDatasetVersionRequest request, ServerCallContext context)
    {
        var collection = ResourceRegistry.ParentOf(request.Parent, NodeKind.Dataset);
        var pins = await names.PinAllAsync(request.DatasetVersion?.BuiltFrom.Select(b => b.FeatureSetVersion) ?? [], "dataset_version", context.CancellationToken);
        var version = request.ToDomain(collection, new NameMapping(pins, new Violations()));
        var node = await versions.CreateAsync(context.ToRequestContext(request, request.RequestId), version, context.CancellationToken);
        return node.ToDatasetVersion();
    }

    public override async Task<V1.DatasetVersion> GetDatasetVersion(V1.GetDatasetVersionRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.DatasetVersion, context.CancellationToken)).ToDatasetVersion();

    public override async Task<V1.ListDatasetVersionsResponse> ListDatasetVersions(V1.ListDatasetVersionsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.DatasetVersion.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListDatasetVersionsResponse { DatasetVersions = { page.Nodes.Select(n => n.ToDatasetVersion()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.DatasetVersion> UpdateDatasetVersion(V1.UpdateDatasetVersionRequest request, ServerCallContext context)
    {
        var after = request.DatasetVersion ?? new();
        var name = ResourceName.Parse(after.Name, "dataset_version.name", NodeKind.DatasetVersion);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "tags", "state");
        var node = await resources.UpdateAsync<DatasetVersion>(
            context.ToRequestContext(request, request.RequestId), name, "dataset_version", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToDatasetVersion();
    }

    public override async Task<V1.DatasetVersion> DeleteDatasetVersion(V1.DeleteDatasetVersionRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.DatasetVersion);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToDatasetVersion();
    }

    public override async Task<V1.Split> CreateSplit(V1.CreateSplitRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.DatasetVersion).Child(NodeKind.Split, request.SplitId, "split_id");
        var violations = new Violations();
        var content = (request.Split ?? new()).ToDomain("split", violations);
        var node = await splits.CreateAsync(context.ToRequestContext(request, request.RequestId), name, content, violations, context.CancellationToken);
        return node.ToSplit();
    }

    public override async Task<V1.Split> GetSplit(V1.GetSplitRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Split, context.CancellationToken)).ToSplit();

    public override async Task<V1.ListSplitsResponse> ListSplits(V1.ListSplitsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Split.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListSplitsResponse { Splits = { page.Nodes.Select(n => n.ToSplit()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Split> UpdateSplit(V1.UpdateSplitRequest request, ServerCallContext context)
    {
        var after = request.Split ?? new();
        var name = ResourceName.Parse(after.Name, "split.name", NodeKind.Split);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "tags");
        var node = await resources.UpdateAsync<Split>(
            context.ToRequestContext(request, request.RequestId), name, "split", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToSplit();
    }

    public override async Task<V1.Split> DeleteSplit(V1.DeleteSplitRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Split);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToSplit();
    }

    public override async Task<V1.Dataset> SetDatasetAlias(V1.SetDatasetAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Dataset);
        var node = await aliases.SetAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Version, request.Etag, context.CancellationToken);
        return node.ToDataset();
    }

    public override async Task<V1.Dataset> DeleteDatasetAlias(V1.DeleteDatasetAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Dataset);
        var node = await aliases.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Etag, context.CancellationToken);
        return node.ToDataset();
    }
}
