namespace Lineage.Client;

/// <summary>A trace in whole.</summary>
/// <param name="Nodes">The nodes, by depth and then by name.</param>
/// <param name="Edges">The edges; an end may be of a kind that was not asked for.</param>
/// <param name="Completeness">Whether everything reachable is here.</param>
/// <param name="KnownUnreported">How many nodes were seen one step beyond; a lower bound of what is missing.</param>
public sealed record LineageGraph(IReadOnlyList<V1.Node> Nodes, IReadOnlyList<V1.Edge> Edges, V1.Completeness Completeness, int KnownUnreported);
