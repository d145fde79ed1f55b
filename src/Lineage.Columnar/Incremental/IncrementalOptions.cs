using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>How a table is fingerprinted with a manifest.</summary>
public sealed record IncrementalOptions
{
    /// <summary>What kind of fingerprint; not ordered SHA-256, whose parts do not add up.</summary>
    public FingerprintOptions Fingerprint { get; init; } = new();

    /// <summary>
    /// Takes a part to be as it was where the file says of it what it said (offsets, sizes, counts, encodings, statistics), without a look at its bytes. Much cheaper, and right where files are only
    /// written whole or appended to; bytes that somebody rewrote in place go unseen.
    /// </summary>
    public bool TrustMetadata { get; init; }

    /// <summary>Lets the manifest follow a table that was rewritten. Otherwise it stays, and says so again the next time.</summary>
    public bool AcceptRewrite { get; init; }

    /// <summary>How many threads may work, at least 1.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
