namespace Lineage.Core.Graph;

/// <summary>One dependence that differs between two versions.</summary>
/// <param name="Kind">How.</param>
/// <param name="Resource">What is depended on: the collection of versions, the split's place in its dataset, or the node itself.</param>
/// <param name="Before">The nodes on the earlier side.</param>
/// <param name="After">The nodes on the later side.</param>
/// <param name="Details">What is known to differ between them.</param>
public sealed record LineageChange(
    LineageChangeKind Kind, string Resource, IReadOnlyList<ResourceName> Before, IReadOnlyList<ResourceName> After, IReadOnlyList<string> Details);
