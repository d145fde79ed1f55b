using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>One entry of the audit log.</summary>
/// <param name="Sequence">Its number, from 1, without gaps.</param>
/// <param name="Time">When its commit was accepted.</param>
/// <param name="Record">What was recorded.</param>
/// <param name="Hash">The hash over the hash before it and this entry, <see cref="AuditChain"/>; lower-case hex.</param>
public sealed record AuditEntry(long Sequence, CommitTime Time, AuditRecord Record, string Hash);
