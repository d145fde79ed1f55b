using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>Counts of a range of label times, both ends included.</summary>
public sealed record TimeRangeCounts(Instant From, Instant To, VerdictCounts Counts);
