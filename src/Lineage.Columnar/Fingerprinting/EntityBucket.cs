namespace Lineage.Columnar.Fingerprinting;

/// <summary>The rows of the entities whose keys hash to one number.</summary>
/// <param name="Number">0 to 255.</param>
/// <param name="Rows">How many.</param>
/// <param name="Digest">Of the rows; the digests of buckets add up, as two little-endian words modulo 2^64.</param>
public sealed record EntityBucket(int Number, long Rows, Digest Digest);
