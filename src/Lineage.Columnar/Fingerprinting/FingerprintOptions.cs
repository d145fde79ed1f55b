namespace Lineage.Columnar.Fingerprinting;

/// <summary>What kind of fingerprint to make.</summary>
public sealed record FingerprintOptions
{
    public FingerprintAlgorithm Algorithm { get; init; } = FingerprintAlgorithm.Fast;

    public RowOrder Order { get; init; } = RowOrder.Multiset;
}
