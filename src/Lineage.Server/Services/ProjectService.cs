using Grpc.Core;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Projects and sources.</summary>
internal sealed class ProjectService(ResourceRegistry resources) : V1.ProjectService.ProjectServiceBase
{
    public override async Task<V1.Project> CreateProject(V1.CreateProjectRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse($"projects/{request.ProjectId}", "project_id", NodeKind.Project);
        var content = (request.Project ?? new()).ToDomain();
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "project", content, new Violations(), context.CancellationToken);
        return node.ToProject();
    }

    public override async Task<V1.Project> GetProject(V1.GetProjectRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Project, context.CancellationToken)).ToProject();

    public override async Task<V1.ListProjectsResponse> ListProjects(V1.ListProjectsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Project.ToListing(string.Empty, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListProjectsResponse { Projects = { page.Nodes.Select(n => n.ToProject()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Project> UpdateProject(V1.UpdateProjectRequest request, ServerCallContext context)
    {
        var after = request.Project ?? new();
        var name = ResourceName.Parse(after.Name, "project.name", NodeKind.Project);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<Project>(
            context.ToRequestContext(request, request.RequestId), name, "project", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToProject();
    }

    public override async Task<V1.Project> DeleteProject(V1.DeleteProjectRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Project);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToProject();
    }

    public override async Task<V1.Source> CreateSource(V1.CreateSourceRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.Source, request.SourceId, "source_id");
        var violations = new Violations();
        var content = (request.Source ?? new()).ToDomain(violations);
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "source", content, violations, context.CancellationToken);
        return node.ToSource();
    }

    public override async Task<V1.Source> GetSource(V1.GetSourceRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Source, context.CancellationToken)).ToSource();

    public override async Task<V1.ListSourcesResponse> ListSources(V1.ListSourcesRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Source.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListSourcesResponse { Sources = { page.Nodes.Select(n => n.ToSource()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Source> UpdateSource(V1.UpdateSourceRequest request, ServerCallContext context)
    {
        var after = request.Source ?? new();
        var name = ResourceName.Parse(after.Name, "source.name", NodeKind.Source);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<Source>(
            context.ToRequestContext(request, request.RequestId), name, "source", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToSource();
    }

    public override async Task<V1.Source> DeleteSource(V1.DeleteSourceRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Source);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToSource();
    }
}
