using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The rows and the times of a split.</summary>
/// <param name="Split">The split's id.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="From">The first time in it; null without times.</param>
/// <param name="To">The last time in it; null without times.</param>
public sealed record SplitRange(string Split, long Rows, Instant? From, Instant? To);
