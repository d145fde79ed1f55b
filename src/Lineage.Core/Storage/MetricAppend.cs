using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Points that a commit appends to a run's series.</summary>
/// <param name="Run">The run.</param>
/// <param name="Points">The points, in the caller's order.</param>
public sealed record MetricAppend(ResourceName Run, IReadOnlyList<MetricPoint> Points);
