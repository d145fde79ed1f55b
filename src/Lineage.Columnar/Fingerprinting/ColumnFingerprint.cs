namespace Lineage.Columnar.Fingerprinting;

/// <summary>One column of a fingerprint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LogicalType">As <see cref="Canonical.LogicalType"/> says.</param>
/// <param name="Nullable">Whether the schema allows nulls; no part of any digest.</param>
/// <param name="NullCount">How many values are null.</param>
/// <param name="Digest">
/// Of the name, the logical type and the multiset of values, in either row order, 16 bytes under every algorithm: it tells which columns changed. What a signature may rest on is the content digest.
/// </param>
public sealed record ColumnFingerprint(string Name, string LogicalType, bool Nullable, long NullCount, Digest Digest);
