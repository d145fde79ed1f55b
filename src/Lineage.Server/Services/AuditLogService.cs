using Grpc.Core;
using Lineage.Core.Governance;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>The audit log.</summary>
internal sealed class AuditLogService(AuditLog log) : V1.AuditLogService.AuditLogServiceBase
{
    public override async Task<V1.ListAuditEntriesResponse> ListAuditEntries(V1.ListAuditEntriesRequest request, ServerCallContext context)
    {
        var (entries, next) = await log.ListAsync(
            request.Resource, request.Actor, request.Action, request.Descending, request.PageSize, request.PageToken, context.CancellationToken);
        return new V1.ListAuditEntriesResponse { Entries = { entries.Select(e => e.ToWire()) }, NextPageToken = next };
    }

    public override async Task<V1.VerifyAuditLogResponse> VerifyAuditLog(V1.VerifyAuditLogRequest request, ServerCallContext context) =>
        (await log.VerifyAsync(request.KnownSequence, request.KnownHash, context.CancellationToken)).ToWire();
}
