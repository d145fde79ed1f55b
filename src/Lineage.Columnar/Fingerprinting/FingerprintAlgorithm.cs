namespace Lineage.Columnar.Fingerprinting;

/// <summary>How strong a fingerprint is. Fingerprints of different algorithms are never compared.</summary>
public enum FingerprintAlgorithm
{
    /// <summary>XXH3-128 with 192-bit sums: finds changes, but someone who wants a collision can make one.</summary>
    Fast,

    /// <summary>SHA-256 with 4,096-bit sums: for signatures and audit.</summary>
    Sha256,
}
