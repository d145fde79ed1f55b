using Grpc.Core;
using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Deployments.</summary>
internal sealed class DeploymentService(ResourceRegistry resources, DeploymentRegistry deployments, NameResolver names) : V1.DeploymentService.DeploymentServiceBase
{
    public override async Task<V1.Deployment> CreateDeployment(V1.CreateDeploymentRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.Deployment, request.DeploymentId, "deployment_id");
        var deployment = request.Deployment ?? new();
        var content = deployment.ToDomain(await PinAsync(deployment, context));
        var node = await deployments.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, content, new Violations(), context.CancellationToken);
        return node.ToDeployment();
    }

    public override async Task<V1.Deployment> GetDeployment(V1.GetDeploymentRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Deployment, context.CancellationToken)).ToDeployment();

    public override async Task<V1.ListDeploymentsResponse> ListDeployments(V1.ListDeploymentsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Deployment.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListDeploymentsResponse { Deployments = { page.Nodes.Select(n => n.ToDeployment()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Deployment> UpdateDeployment(V1.UpdateDeploymentRequest request, ServerCallContext context)
    {
        var after = request.Deployment ?? new();
        var name = ResourceName.Parse(after.Name, "deployment.name", NodeKind.Deployment);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "environment", "owner", "tags", "state", "model_version", "feature_set_versions");
        var pins = await PinAsync(after, context);
        var node = await deployments.UpdateAsync(
            context.ToRequestContext(request, request.RequestId), name, after.Etag, before => mask.Apply(before, after, pins), context.CancellationToken);
        return node.ToDeployment();
    }

    public override async Task<V1.Deployment> DeleteDeployment(V1.DeleteDeploymentRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Deployment);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToDeployment();
    }

    private async Task<NameMapping> PinAsync(V1.Deployment deployment, ServerCallContext context) => new(
        await names.PinAllAsync([deployment.ModelVersion, .. deployment.FeatureSetVersions], "deployment", context.CancellationToken), new Violations());
}
