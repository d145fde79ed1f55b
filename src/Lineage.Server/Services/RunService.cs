using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Runs;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Experiments, runs and their metrics.</summary>
internal sealed class RunService(ResourceRegistry resources, RunRegistry runs, NameResolver names) : V1.RunService.RunServiceBase
{
    public override async Task<V1.Experiment> CreateExperiment(V1.CreateExperimentRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Project).Child(NodeKind.Experiment, request.ExperimentId, "experiment_id");
        var content = (request.Experiment ?? new()).ToDomain();
        var node = await resources.CreateAsync(
            context.ToRequestContext(request, request.RequestId), name, "experiment", content, new Violations(), context.CancellationToken);
        return node.ToExperiment();
    }

    public override async Task<V1.Experiment> GetExperiment(V1.GetExperimentRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Experiment, context.CancellationToken)).ToExperiment();

    public override async Task<V1.ListExperimentsResponse> ListExperiments(V1.ListExperimentsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Experiment.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListExperimentsResponse { Experiments = { page.Nodes.Select(n => n.ToExperiment()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Experiment> UpdateExperiment(V1.UpdateExperimentRequest request, ServerCallContext context)
    {
        var after = request.Experiment ?? new();
        var name = ResourceName.Parse(after.Name, "experiment.name", NodeKind.Experiment);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "owner", "tags");
        var node = await resources.UpdateAsync<Experiment>(
            context.ToRequestContext(request, request.RequestId), name, "experiment", after.Etag, before => mask.Apply(before, after), context.CancellationToken);
        return node.ToExperiment();
    }

    public override async Task<V1.Experiment> DeleteExperiment(V1.DeleteExperimentRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Experiment);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToExperiment();
    }

    public override async Task<V1.Run> CreateRun(V1.CreateRunRequest request, ServerCallContext context)
    {
        var name = ResourceRegistry.ParentOf(request.Parent, NodeKind.Experiment).Child(NodeKind.Run, request.RunId, "run_id");
        var run = request.Run ?? new();
        var pins = await names.PinAllAsync([.. run.TrainedOn, .. run.EvaluatedOn], "run", context.CancellationToken);
        var violations = new Violations();
        var content = run.ToDomain(new NameMapping(pins, violations), runs.Now());
        var node = await runs.CreateAsync(context.ToRequestContext(request, request.RequestId), name, content, violations, context.CancellationToken);
        return node.ToRun();
    }

    public override async Task<V1.Run> GetRun(V1.GetRunRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Run, context.CancellationToken)).ToRun();

    public override async Task<V1.ListRunsResponse> ListRuns(V1.ListRunsRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Run.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, request.ShowDeleted);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListRunsResponse { Runs = { page.Nodes.Select(n => n.ToRun()) }, NextPageToken = page.NextPageToken };
    }

    public override async Task<V1.Run> UpdateRun(V1.UpdateRunRequest request, ServerCallContext context)
    {
        var after = request.Run ?? new();
        var name = ResourceName.Parse(after.Name, "run.name", NodeKind.Run);
        var mask = UpdateMask.Of(request.UpdateMask, after, "description", "tags", "state", "end_time");
        var node = await resources.UpdateAsync<Run>(
            context.ToRequestContext(request, request.RequestId), name, "run", after.Etag, before => mask.Apply(before, after, runs), context.CancellationToken);
        return node.ToRun();
    }

    public override async Task<V1.Run> DeleteRun(V1.DeleteRunRequest request, ServerCallContext context)
    {
        var name = ResourceName.Parse(request.Name, "name", NodeKind.Run);
        var node = await resources.DeleteAsync(
            context.ToRequestContext(request, request.RequestId), name, request.Etag, request.Force, context.CancellationToken);
        return node.ToRun();
    }

    public override async Task<V1.LogMetricsResponse> LogMetrics(V1.LogMetricsRequest request, ServerCallContext context)
    {
        var run = ResourceName.Parse(request.Run, "run", NodeKind.Run);
        var violations = new Violations();
        var points = request.Points.ToDomain(runs.Now(), violations);
        await runs.LogMetricsAsync(context.ToRequestContext(request, request.RequestId), run, points, violations, context.CancellationToken);
        return new V1.LogMetricsResponse { Appended = points.Count };
    }

    public override async Task<V1.ListMetricPointsResponse> ListMetricPoints(V1.ListMetricPointsRequest request, ServerCallContext context)
    {
        var run = ResourceName.Parse(request.Run, "run", NodeKind.Run);
        var (points, next) = await runs.ListMetricsAsync(run, request.Key, request.PageSize, request.PageToken, context.CancellationToken);
        return new V1.ListMetricPointsResponse { Points = { points.Select(p => p.ToWire()) }, NextPageToken = next };
    }
}
