using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance.Reference;

/// <summary>One breadth-first walk: the two directions of a trace in both walk on their own frontiers, and a node is reported at its least depth.</summary>
internal sealed class TraceWalk(
    TraceQuery query, TraceDirection[] sides, Dictionary<TraceDirection, HashSet<ResourceName>> frontiers, ReferenceGraph graph)
{
    private readonly Dictionary<TraceDirection, HashSet<ResourceName>> _seen = sides.ToDictionary(s => s, s => frontiers[s].ToHashSet());
    private readonly HashSet<ResourceName> _reported = [];
    private readonly HashSet<EdgeKey> _reportedEdges = [];
    private readonly List<TraceEvent> _events = [];

    public List<TraceEvent> Run()
    {
        var cut = Report(0, []);
        for (var depth = 0; cut == 0 && frontiers.Values.Any(f => f.Count > 0); depth++)
        {
            var steps = sides.ToDictionary(s => s, s => frontiers[s].SelectMany(n => graph.Steps(n, s, query.AsOf, query.EdgeKinds)).ToList());
            if (depth == query.MaxDepth)
            {
                return End(steps);
            }

            foreach (var side in sides)
            {
                frontiers[side] = steps[side].Select(s => s.Other).Where(_seen[side].Add).ToHashSet();
            }

            cut = Report(depth + 1, steps.Values.SelectMany(s => s).Select(s => s.Edge));
        }

        _events.Add(cut == 0 ? new TraceEnd(Completeness.Complete, 0) : new TraceEnd(Completeness.BudgetSpent, cut));
        return _events;
    }

    /// <summary>Reports the nodes on the frontiers that fit, and the edges between reported nodes; returns how many nodes did not fit.</summary>
    private int Report(int depth, IEnumerable<Edge> found)
    {
        var fresh = frontiers.Values.SelectMany(f => f).Distinct().Where(n => !_reported.Contains(n)).Order().ToList();
        var kept = fresh.Take(query.NodeBudget - _reported.Count).ToList();
        _reported.UnionWith(kept);
        var edges = found.Where(e => _reported.Contains(e.From) && _reported.Contains(e.To) && _reportedEdges.Add(KeyOf(e)))
            .OrderBy(e => e.From).ThenBy(e => e.Kind.ToString(), StringComparer.Ordinal).ThenBy(e => e.To).ToList();
        if (kept.Count > 0 || edges.Count > 0)
        {
            _events.Add(new TraceLevel(depth, [.. kept.Select(n => graph.Find(n)!)], edges));
        }

        return fresh.Count - kept.Count;
    }

    /// <summary>The end at the greatest depth: complete only where one step more would show no node and no edge that was not reported.</summary>
    private List<TraceEvent> End(Dictionary<TraceDirection, List<(Edge Edge, ResourceName Other)>> steps)
    {
        var isMore = sides.Any(side => steps[side].Any(s => !_seen[side].Contains(s.Other) || !_reportedEdges.Contains(KeyOf(s.Edge))));
        var unreported = steps.Values.SelectMany(s => s).Select(s => s.Other).Distinct().Count(n => !_reported.Contains(n));
        _events.Add(new TraceEnd(isMore ? Completeness.DepthReached : Completeness.Complete, unreported));
        return _events;
    }

    private static EdgeKey KeyOf(Edge edge) => new(edge.From, edge.Kind, edge.To);
}
