namespace Lineage.Core.Governance;

/// <summary>The result of verifying the audit log.</summary>
/// <param name="Intact">Whether every hash is right and what was noted earlier is still there.</param>
/// <param name="Entries">How many entries were verified.</param>
/// <param name="HeadHash">The hash of the last entry verified.</param>
/// <param name="FirstBadSequence">The first entry that is wrong or missing; 0 for none.</param>
public sealed record AuditVerification(bool Intact, long Entries, string HeadHash, long FirstBadSequence);
