using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>The nodes first reached at one depth.</summary>
/// <param name="Depth">Edges from the nearest root.</param>
/// <param name="Nodes">The nodes, in name order.</param>
/// <param name="Edges">Every edge that was found when this level was reached and both of whose ends are reported by now, ordered by from, the name of the kind, and to.</param>
public sealed record TraceLevel(int Depth, IReadOnlyList<Node> Nodes, IReadOnlyList<Edge> Edges) : TraceEvent;
