using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>The rows of a range of event times.</summary>
/// <param name="Start">The first instant; null for the rows without an event time.</param>
/// <param name="Rows">How many.</param>
/// <param name="Digest">Of the rows; the digests of buckets add up, as two little-endian words modulo 2^64.</param>
public sealed record TimeBucket(Instant? Start, long Rows, Digest Digest);
