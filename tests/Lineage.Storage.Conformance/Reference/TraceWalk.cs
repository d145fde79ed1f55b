using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance.Reference;

/// <summary>One breadth-first walk: the two directions of a trace in both walk on their own frontiers, and a node is reported at its least depth.</summary>
internal sealed class TraceWalk(
    TraceQuery query, TraceDirection[] sides, Dictionary<TraceDirection, HashSet<ResourceName>> frontiers, ReferenceGraph graph)
{
    private readonly Dictionary<TraceDirection, HashSet<ResourceName>> _walked = sides.ToDictionary(s => s, _ => new HashSet<ResourceName>());
    private readonly HashSet<ResourceName> _reported = [];
    private readonly HashSet<(EdgeKey Key, CommitTime Time)> _reportedEdges = [];
    private readonly HashSet<ResourceName> _missing = [];

    public List<TraceEvent> Run()
    {
        var events = new List<TraceEvent>();
        var completeness = Completeness.Complete;
        List<Edge> found = [];
        for (var depth = 0; frontiers.Values.Any(f => f.Count > 0); depth++)
        {
            var fresh = frontiers.Values.SelectMany(f => f).Distinct().Where(n => !_reported.Contains(n)).Order().ToList();
            var room = query.NodeBudget - _reported.Count;
            var kept = fresh.Take(room).ToList();
            _reported.UnionWith(kept);
            _missing.UnionWith(fresh.Skip(room));
            var edges = found.Where(e => _reported.Contains(e.From) && _reported.Contains(e.To) && _reportedEdges.Add((new EdgeKey(e.From, e.Kind, e.To), e.CreateTime)))
                .OrderBy(e => e.From).ThenBy(e => e.Kind.ToString(), StringComparer.Ordinal).ThenBy(e => e.To).ToList();
            if (kept.Count > 0 || edges.Count > 0)
            {
                events.Add(new TraceLevel(depth, [.. kept.Select(n => graph.Find(n)!)], edges));
            }

            if (_missing.Count > 0)
            {
                completeness = Completeness.BudgetSpent;
                break;
            }

            found = Step(depth, ref completeness);
        }

        events.Add(new TraceEnd(completeness, _missing.Count));
        return events;
    }

    /// <summary>Walks every frontier one edge further; at the greatest depth, only edges between reported nodes are kept and the rest is counted.</summary>
    private List<Edge> Step(int depth, ref Completeness completeness)
    {
        var found = new List<Edge>();
        foreach (var side in sides)
        {
            _walked[side].UnionWith(frontiers[side]);
            var steps = frontiers[side].SelectMany(n => graph.Steps(n, side, query.AsOf, query.EdgeKinds)).ToList();
            found.AddRange(steps.Select(s => s.Edge));
            frontiers[side] = steps.Select(s => s.Other).Where(o => !_walked[side].Contains(o)).ToHashSet();
        }

        if (depth == query.MaxDepth)
        {
            _missing.UnionWith(frontiers.Values.SelectMany(f => f).Where(n => !_reported.Contains(n)));
            completeness = _missing.Count > 0 ? Completeness.DepthReached : Completeness.Complete;
            foreach (var side in sides)
            {
                frontiers[side] = [];
            }
        }

        return found;
    }
}
