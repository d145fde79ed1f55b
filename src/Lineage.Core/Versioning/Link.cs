using Lineage.Core.Graph;

namespace Lineage.Core.Versioning;

/// <summary>A dependence that a new resource declares.</summary>
/// <param name="Kind">What the dependence is.</param>
/// <param name="Target">The node depended on, version-exact.</param>
/// <param name="Properties">Facts of the edge; null for none.</param>
public sealed record Link(EdgeKind Kind, ResourceName Target, IReadOnlyDictionary<string, string>? Properties = null);
