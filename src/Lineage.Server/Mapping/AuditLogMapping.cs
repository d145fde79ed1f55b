using Lineage.Core.Governance;
using Lineage.Core.Storage;

namespace Lineage.Server.Mapping;

/// <summary>The audit log.</summary>
internal static class AuditLogMapping
{
    public static V1.AuditEntry ToWire(this AuditEntry entry) => new()
    {
        Sequence = entry.Sequence,
        Time = entry.Time.ToWire(),
        Actor = entry.Record.Actor,
        Action = entry.Record.Action,
        Resource = entry.Record.Resource.Value,
        RequestId = entry.Record.RequestId,
        Detail = entry.Record.Detail,
        Hash = entry.Hash,
    };

    public static V1.VerifyAuditLogResponse ToWire(this AuditVerification verification) => new()
    {
        Intact = verification.Intact,
        Entries = verification.Entries,
        HeadHash = verification.HeadHash,
        FirstBadSequence = verification.FirstBadSequence,
    };
}
