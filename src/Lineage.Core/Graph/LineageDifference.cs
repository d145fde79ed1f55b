using Lineage.Core.Storage;

namespace Lineage.Core.Graph;

/// <summary>What two versions depend on differently.</summary>
/// <param name="Changes">The differences, by resource.</param>
/// <param name="Common">How many nodes both depend on.</param>
/// <param name="Completeness">Whether both sides were traced completely; where not, the weaker of the two.</param>
public sealed record LineageDifference(IReadOnlyList<LineageChange> Changes, int Common, Completeness Completeness);
