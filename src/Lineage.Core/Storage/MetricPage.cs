namespace Lineage.Core.Storage;

/// <summary>One page of metric points.</summary>
/// <param name="Points">The points, in order.</param>
/// <param name="Next">An opaque cursor; null on the last page.</param>
public sealed record MetricPage(IReadOnlyList<MetricPoint> Points, string? Next);
