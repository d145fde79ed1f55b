using Lineage.Core.Storage;

namespace Lineage.Core.Graph;

/// <summary>A trace that was collected.</summary>
/// <param name="Levels">Its levels, by depth.</param>
/// <param name="End">Whether it is complete.</param>
public sealed record LineageGraph(IReadOnlyList<TraceLevel> Levels, TraceEnd End)
{
    /// <summary>Every node, in the order of the trace.</summary>
    public IEnumerable<Node> Nodes => Levels.SelectMany(l => l.Nodes);

    /// <summary>Every edge, in the order of the trace.</summary>
    public IEnumerable<Edge> Edges => Levels.SelectMany(l => l.Edges);
}
