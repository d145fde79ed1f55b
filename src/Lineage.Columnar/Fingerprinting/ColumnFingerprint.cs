namespace Lineage.Columnar.Fingerprinting;

/// <summary>One column of a fingerprint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LogicalType">As <see cref="Canonical.LogicalType"/> says.</param>
/// <param name="Nullable">Whether the schema allows nulls; no part of any digest.</param>
/// <param name="NullCount">How many values are null.</param>
/// <param name="Digest">
/// Of the name, the logical type and the multiset of values, in either row order. It tells which columns changed; under
/// <see cref="FingerprintAlgorithm.Sha256"/> it is a 256-bit sum, so sign the content digest and not this.
/// </param>
public sealed record ColumnFingerprint(string Name, string LogicalType, bool Nullable, long NullCount, Digest Digest);
