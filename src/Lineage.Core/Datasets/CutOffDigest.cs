using Lineage.Columnar.Time;

namespace Lineage.Core.Datasets;

/// <summary>The fingerprint of the rows visible at a cut-off, as the graph keeps it.</summary>
/// <param name="EventTime">The latest event time.</param>
/// <param name="KnownAt">The latest knowledge time; null where it does not matter.</param>
/// <param name="Fingerprint">Of the visible rows, without columns and cut-offs.</param>
public sealed record CutOffDigest(Instant EventTime, Instant? KnownAt, DataFingerprint Fingerprint);
