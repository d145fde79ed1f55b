namespace Lineage.Core.Storage;

/// <summary>The audit log: one entry for each <see cref="AuditRecord"/> committed, chained by hash.</summary>
public interface IAuditStore
{
    /// <summary>One page of entries in the order of their sequence (or against it). Sequence numbers start at 1 and have no gaps.</summary>
    ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken);
}
