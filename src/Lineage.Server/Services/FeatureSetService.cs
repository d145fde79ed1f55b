using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Feature sets and their versions.</summary>
internal sealed class FeatureSetService(
    ResourceRegistry resources, VersionRegistry<FeatureSetVersion> versions, AliasRegistry aliases, NameResolver names) : V1.FeatureSetService.FeatureSetServiceBase
{
    public override async Task<V1.FeatureSet> CreateFeatureSet(V1.CreateFeatureSetRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.FeatureSet, request.FeatureSetId, "feature_set_id");
        var content = (request.FeatureSet ?? new()).ToDomain();
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "feature_set", content, new Violations(), context.CancellationToken);
        return node.ToFeatureSet();
    }

    public override async Task<V1.FeatureSet> GetFeatureSet(V1.GetFeatureSetRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.FeatureSet, context.CancellationToken)).ToFeatureSet();

    public override async Task<V1.ListFeatureSetsResponse> ListFeatureSets(V1.ListFeatureSetsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.FeatureSet.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListFeatureSetsResponse { FeatureSets = { page.Nodes.Select(n => n.ToFeatureSet()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.FeatureSet> UpdateFeatureSet(V1.UpdateFeatureSetRequest request, ServerCallContext context)
    {
        var after = request.FeatureSet ?? new();
        var name = ResourceName.Parse(after.Name, "feature_set.name", NodeKind.FeatureSet);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<FeatureSet>(
            context.ToRequestContext(request, request.RequestId), name, "feature_set", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToFeatureSet();
    }

    public override async Task<V1.FeatureSet> DeleteFeatureSet(V1.DeleteFeatureSetRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.FeatureSet);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToFeatureSet();
    }

    public override async Task<V1.FeatureSetVersion> CreateFeatureSetVersion(V1.CreateFeatureSetVersionRequest request, ServerCallContext context)
    {
        var collection = ResourceRegistry.ParentOf(request.Parent, NodeKind.FeatureSet);
        var pins = await names.PinAllAsync(request.FeatureSetVersion?.DerivedFrom ?? [], "feature_set_version", context.CancellationToken);
        var version = request.ToDomain(collection, new NameMapping(pins, new Violations()));
        var node = await versions.CreateAsync(context.ToRequestContext(request, request.RequestId), version, context.CancellationToken);
        return node.ToFeatureSetVersion();
    }

    public override async Task<V1.FeatureSetVersion> GetFeatureSetVersion(V1.GetFeatureSetVersionRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.FeatureSetVersion, context.CancellationToken)).ToFeatureSetVersion();

    public override async Task<V1.ListFeatureSetVersionsResponse> ListFeatureSetVersions(V1.ListFeatureSetVersionsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.FeatureSetVersion.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListFeatureSetVersionsResponse { FeatureSetVersions = { page.Nodes.Select(n => n.ToFeatureSetVersion()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.FeatureSetVersion> UpdateFeatureSetVersion(V1.UpdateFeatureSetVersionRequest request, ServerCallContext context)
    {
        var after = request.FeatureSetVersion ?? new();
        var name = ResourceName.Parse(after.Name, "feature_set_version.name", NodeKind.FeatureSetVersion);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "tags", "state");
        var node = await resources.UpdateAsync<FeatureSetVersion>(
            context.ToRequestContext(request, request.RequestId), name, "feature_set_version", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToFeatureSetVersion();
    }

    public override async Task<V1.FeatureSetVersion> DeleteFeatureSetVersion(V1.DeleteFeatureSetVersionRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.FeatureSetVersion);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToFeatureSetVersion();
    }

    public override async Task<V1.FeatureSet> SetFeatureSetAlias(V1.SetFeatureSetAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.FeatureSet);
        var node = await aliases.SetAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Version, request.Etag, context.CancellationToken);
        return node.ToFeatureSet();
    }

    public override async Task<V1.FeatureSet> DeleteFeatureSetAlias(V1.DeleteFeatureSetAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.FeatureSet);
        var node = await aliases.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Etag, context.CancellationToken);
        return node.ToFeatureSet();
    }
}
