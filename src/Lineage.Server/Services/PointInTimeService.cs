using Grpc.Core;
using Lineage.Columnar.PointInTime;
using Lineage.Core.Datasets;
using Lineage.Core.Training;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Point-in-time audits and split checks, builds and their replays.</summary>
internal sealed class PointInTimeService(TableAudits tables, SplitAudits splits, TableBuilds builds, BuildReplays replays) : V1.PointInTimeService.PointInTimeServiceBase
{
    public override async Task AuditTable(V1.AuditTableRequest request, IServerStreamWriter<V1.AuditTableResponse> responseStream, ServerCallContext context)
    {
        var write = context.ToRequestContext(request, request.RequestId);
        var outcome = await ProgressStream.RunAsync<AuditProgress, AuditOutcome<AuditReport>>(
            (progress, stop) => tables.AuditAsync(write, request.ToDomain(), PointInTimeReportMapping.ToJson, progress, stop),
            p => responseStream.WriteAsync(new V1.AuditTableResponse { Stage = p.Stage, Rows = p.Rows }, context.CancellationToken),
            context.CancellationToken);
        var last = new V1.AuditTableResponse { Stage = "done", Report = outcome.ToWire(), Certificate = outcome.Certificate?.Name.Value ?? string.Empty };
        await responseStream.WriteAsync(last, context.CancellationToken);
    }

    public override async Task CheckSplits(V1.CheckSplitsRequest request, IServerStreamWriter<V1.CheckSplitsResponse> responseStream, ServerCallContext context)
    {
        var write = context.ToRequestContext(request, request.RequestId);
        var outcome = await ProgressStream.RunAsync<AuditProgress, AuditOutcome<JudgedSplits>>(
            (progress, stop) => splits.CheckAsync(write, request.ToDomain(), PointInTimeReportMapping.ToJson, progress, stop),
            p => responseStream.WriteAsync(new V1.CheckSplitsResponse { Stage = p.Stage, Rows = p.Rows }, context.CancellationToken),
            context.CancellationToken);
        var last = new V1.CheckSplitsResponse { Stage = "done", Report = outcome.ToWire(), Certificate = outcome.Certificate?.Name.Value ?? string.Empty };
        await responseStream.WriteAsync(last, context.CancellationToken);
    }

    public override async Task BuildTable(V1.BuildTableRequest request, IServerStreamWriter<V1.BuildTableResponse> responseStream, ServerCallContext context)
    {
        var write = context.ToRequestContext(request, request.RequestId);
        var outcome = await ProgressStream.RunAsync<AuditProgress, BuildOutcome>(
            (progress, stop) => builds.BuildAsync(write, request.ToDomain(), progress, stop),
            p => responseStream.WriteAsync(new V1.BuildTableResponse { Stage = p.Stage, Rows = p.Rows }, context.CancellationToken),
            context.CancellationToken);
        await responseStream.WriteAsync(outcome.ToWire(), context.CancellationToken);
    }

    public override async Task ReplayBuild(V1.ReplayBuildRequest request, IServerStreamWriter<V1.ReplayBuildResponse> responseStream, ServerCallContext context)
    {
        var write = context.ToRequestContext(request, request.RequestId);
        var outcome = await ProgressStream.RunAsync<AuditProgress, AuditOutcome<ReplayReport>>(
            (progress, stop) => replays.ReplayAsync(write, request.DatasetVersion, request.StoreCertificate, PointInTimeReportMapping.ToJson, progress, stop),
            p => responseStream.WriteAsync(new V1.ReplayBuildResponse { Stage = p.Stage, Rows = p.Rows }, context.CancellationToken),
            context.CancellationToken);
        var last = new V1.ReplayBuildResponse { Stage = "done", Report = outcome.ToWire(), Certificate = outcome.Certificate?.Name.Value ?? string.Empty };
        await responseStream.WriteAsync(last, context.CancellationToken);
    }
}
