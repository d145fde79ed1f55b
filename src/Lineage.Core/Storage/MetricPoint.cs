using Lineage.Columnar.Time;

namespace Lineage.Core.Storage;

/// <summary>One measured value.</summary>
/// <param name="Key">The metric's name.</param>
/// <param name="Step">The training step; any integer.</param>
/// <param name="Value">The value; NaN and infinities are kept.</param>
/// <param name="Time">When the caller measured it.</param>
public readonly record struct MetricPoint(string Key, long Step, double Value, Instant Time);
