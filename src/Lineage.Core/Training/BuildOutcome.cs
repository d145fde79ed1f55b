using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Core.Graph;

namespace Lineage.Core.Training;

/// <summary>What a build came to.</summary>
/// <param name="DatasetVersion">The version.</param>
/// <param name="Splits">Its splits.</param>
/// <param name="Report">What was found; null where an earlier call of the same request built it.</param>
/// <param name="Assignment">How the rows were divided; null where they were not, or where an earlier call did it.</param>
public sealed record BuildOutcome(Node DatasetVersion, IReadOnlyList<Node> Splits, BuildReport? Report, SplitAssignment? Assignment);
