using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>What identifies an open edge: at most one is open for each key.</summary>
/// <param name="From">The dependent node.</param>
/// <param name="Kind">What the dependence is.</param>
/// <param name="To">The node depended on.</param>
public readonly record struct EdgeKey(ResourceName From, EdgeKind Kind, ResourceName To);
