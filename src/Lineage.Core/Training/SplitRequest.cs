using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Core.Datasets;

namespace Lineage.Core.Training;

/// <summary>How a table is to be divided; keys, label time and label are those of the build.</summary>
/// <param name="Specification">The division.</param>
/// <param name="Roles">What each split is for, in the order of the division.</param>
public sealed record SplitRequest(SplitSpecification Specification, IReadOnlyList<SplitRole> Roles);
