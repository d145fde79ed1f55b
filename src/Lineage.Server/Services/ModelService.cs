using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Models and their versions.</summary>
internal sealed class ModelService(
    ResourceRegistry resources, VersionRegistry<ModelVersion> versions, AliasRegistry aliases, NameResolver names) : V1.ModelService.ModelServiceBase
{
    public override async Task<V1.Model> CreateModel(V1.CreateModelRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.Model, request.ModelId, "model_id");
        var content = (request.Model ?? new()).ToDomain();
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "model", content, new Violations(), context.CancellationToken);
        return node.ToModel();
    }

    public override async Task<V1.Model> GetModel(V1.GetModelRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Model, context.CancellationToken)).ToModel();

    public override async Task<V1.ListModelsResponse> ListModels(V1.ListModelsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Model.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListModelsResponse { Models = { page.Nodes.Select(n => n.ToModel()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Model> UpdateModel(V1.UpdateModelRequest request, ServerCallContext context)
    {
        var after = request.Model ?? new();
        var name = ResourceName.Parse(after.Name, "model.name", NodeKind.Model);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<Model>(
            context.ToRequestContext(request, request.RequestId), name, "model", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToModel();
    }

    public override async Task<V1.Model> DeleteModel(V1.DeleteModelRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Model);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToModel();
    }

    public override async Task<V1.ModelVersion> CreateModelVersion(V1.CreateModelVersionRequest request, ServerCallContext context)
    {
        var collection = ResourceRegistry.ParentOf(request.Parent, NodeKind.Model);
        var pins = await names.PinAllAsync(request.ModelVersion?.Links() ?? [], "model_version", context.CancellationToken);
        var version = request.ToDomain(collection, new NameMapping(pins, new Violations()));
        var node = await versions.CreateAsync(context.ToRequestContext(request, request.RequestId), version, context.CancellationToken);
        return node.ToModelVersion();
    }

    public override async Task<V1.ModelVersion> GetModelVersion(V1.GetModelVersionRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.ModelVersion, context.CancellationToken)).ToSharedModelVersion();

    public override async Task<V1.ListModelVersionsResponse> ListModelVersions(V1.ListModelVersionsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.ModelVersion.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListModelVersionsResponse { ModelVersions = { page.Nodes.Select(n => n.ToModelVersion()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.ModelVersion> UpdateModelVersion(V1.UpdateModelVersionRequest request, ServerCallContext context)
    {
        var after = request.ModelVersion ?? new();
        var name = ResourceName.Parse(after.Name, "model_version.name", NodeKind.ModelVersion);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "tags", "state");
        var node = await resources.UpdateAsync<ModelVersion>(
            context.ToRequestContext(request, request.RequestId), name, "model_version", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToModelVersion();
    }

    public override async Task<V1.ModelVersion> DeleteModelVersion(V1.DeleteModelVersionRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.ModelVersion);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToModelVersion();
    }

    public override async Task<V1.Model> SetModelAlias(V1.SetModelAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Model);
        var node = await aliases.SetAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Version, request.Etag, context.CancellationToken);
        return node.ToModel();
    }

    public override async Task<V1.Model> DeleteModelAlias(V1.DeleteModelAliasRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Model);
        var node = await aliases.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Alias, request.Etag, context.CancellationToken);
        return node.ToModel();
    }
}
