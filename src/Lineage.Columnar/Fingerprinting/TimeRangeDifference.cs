using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>A range of event times in which two tables differ, as wide as the buckets by which they were compared.</summary>
/// <param name="Start">The first instant; null, as is the end, for the rows without an event time.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="RowsBefore">Rows of the earlier table in it.</param>
/// <param name="RowsAfter">Rows of the later table in it.</param>
public sealed record TimeRangeDifference(Instant? Start, Instant? End, long RowsBefore, long RowsAfter);
