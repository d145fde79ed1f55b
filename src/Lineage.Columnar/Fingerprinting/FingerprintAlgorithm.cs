namespace Lineage.Columnar.Fingerprinting;

/// <summary>How strong a fingerprint is. Fingerprints of different algorithms are never compared.</summary>
public enum FingerprintAlgorithm
{
    /// <summary>Two words of 64 bits a cell, added exactly: finds changes, but someone who wants a collision can make one.</summary>
    Fast,

    /// <summary>SHA-256 of every row, expanded to 16,384 bits that are added: for signatures and audit.</summary>
    Sha256,
}
