namespace Lineage.Core.Storage;

/// <summary>One page of the audit log.</summary>
/// <param name="Entries">The entries, in order.</param>
/// <param name="Next">For <see cref="AuditQuery.After"/>; null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);
