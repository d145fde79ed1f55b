using Grpc.Core;
using Lineage.Columnar.PointInTime;
using Lineage.Core.Datasets;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Point-in-time audits and split checks.</summary>
internal sealed class PointInTimeService(TableAudits tables, SplitAudits splits) : V1.PointInTimeService.PointInTimeServiceBase
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
}
