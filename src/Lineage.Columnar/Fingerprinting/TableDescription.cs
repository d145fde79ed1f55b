using Lineage.Columnar.Profiling;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>What one pass over a table tells.</summary>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="Profile">The profile of its columns.</param>
public sealed record TableDescription(TableFingerprint Fingerprint, TableProfile Profile)
{
    /// <summary>What the fingerprint is made of, for rows to be added or taken away; null where only the fingerprint is known.</summary>
    public FingerprintState? State { get; init; }
}
