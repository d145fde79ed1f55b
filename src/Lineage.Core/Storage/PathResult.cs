using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>The answer to a path query.</summary>
/// <param name="Nodes">The nodes from one end to the other; empty when no path was found. A path from a node to itself is that node alone.</param>
/// <param name="Edges">The edges between them, one less than nodes; each in its own direction.</param>
/// <param name="Completeness">When no path was found: <see cref="Completeness.Complete"/> proves that there is none.</param>
public sealed record PathResult(IReadOnlyList<Node> Nodes, IReadOnlyList<Edge> Edges, Completeness Completeness);
