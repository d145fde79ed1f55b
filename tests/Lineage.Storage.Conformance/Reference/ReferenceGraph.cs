using System.Globalization;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance.Reference;

/// <summary>Nodes and edges as plain lists, and the graph verbs in the words of their contract.</summary>
internal sealed class ReferenceGraph
{
    private readonly Dictionary<ResourceName, (Node Node, byte[] Document)> _nodes = [];
    private readonly List<Edge> _edges = [];

    public IEnumerable<Node> Nodes => _nodes.Keys.Select(n => Find(n)!);

    public Node? Find(ResourceName name) => _nodes.TryGetValue(name, out var kept)
        ? kept.Node with { Content = NodeContentJson.Deserialize(name.Kind, kept.Document) }
        : null;

    /// <summary>Every precondition, in the order of the change set.</summary>
    /// <exception cref="ArgumentException">A name is written twice.</exception>
    public void Check(ChangeSet changes)
    {
        if (changes.Nodes.GroupBy(n => n.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"A change set writes {twice.Key} twice.", nameof(changes));
        }

        foreach (var write in changes.Nodes)
        {
            Check(write);
        }

        var deleted = changes.Nodes.Where(n => n.Kind == WriteKind.Delete).Select(n => n.Name).ToHashSet();
        var created = changes.Nodes.Where(n => n.Kind == WriteKind.Create).Select(n => n.Name).ToHashSet();
        foreach (var name in changes.OpenedEdges.SelectMany(e => (ResourceName[])[e.Key.From, e.Key.To]).Concat(changes.Required))
        {
            CheckLiving(name);
        }

        foreach (var (name, etag) in changes.Unchanged)
        {
            CheckLiving(name);
            CheckEtag(Find(name)!, etag);
        }

        foreach (var name in changes.Unused)
        {
            CheckUnused(name, changes);
        }

        foreach (var append in changes.Metrics)
        {
            CheckLiving(append.Run);
        }

        void CheckLiving(ResourceName name)
        {
            if (created.Contains(name))
            {
                return;
            }

            var node = Find(name) ?? throw LineageException.NotFound(name.Value);
            if (node.IsTombstone || deleted.Contains(name))
            {
                throw LineageException.Deleted(name.Value);
            }
        }
    }

    public void Write(NodeWrite write, byte[]? content, CommitTime time, string etag)
    {
        var document = content ?? _nodes[write.Name].Document;
        var node = write.Kind == WriteKind.Create
            ? new Node { Name = write.Name, Content = write.Content!, Etag = etag, CreateTime = time, UpdateTime = time }
            : _nodes[write.Name].Node with { Etag = etag, UpdateTime = time };
        _nodes[write.Name] = (write.Kind == WriteKind.Delete ? node with { DeleteTime = time } : node, document);
    }

    public void ChangeEdges(ChangeSet changes, CommitTime time)
    {
        foreach (var key in changes.ClosedEdges)
        {
            var open = _edges.FindIndex(e => e.CloseTime is null && KeyOf(e) == key);
            if (open >= 0)
            {
                _edges[open] = _edges[open] with { CloseTime = time };
            }
        }

        foreach (var opening in changes.OpenedEdges.Where(o => !_edges.Exists(e => e.CloseTime is null && KeyOf(e) == o.Key)))
        {
            var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in opening.Properties ?? properties)
            {
                properties[key] = value;
            }

            _edges.Add(new Edge { From = opening.Key.From, Kind = opening.Key.Kind, To = opening.Key.To, Properties = properties, CreateTime = time });
        }
    }

    public EdgePage ListEdges(EdgeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(query.Direction, TraceDirection.Both);
        var up = query.Direction == TraceDirection.Upstream;
        var sorted = _edges.Where(e => (up ? e.From : e.To).Equals(query.Node) && Holds(e, query.AsOf) && query.Kinds?.Contains(e.Kind) != false)
            .OrderBy(e => e.Kind.ToString(), StringComparer.Ordinal).ThenBy(e => up ? e.To : e.From).ThenBy(e => e.CreateTime)
            .ToList();
        var start = query.After is null ? 0 : int.Parse(query.After, CultureInfo.InvariantCulture);
        var next = start + query.PageSize;
        return new EdgePage(sorted.Skip(start).Take(query.PageSize).ToList(), next < sorted.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    public List<TraceEvent> Trace(TraceQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfZero(query.Roots.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(query.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.NodeBudget, 1);
        var sides = query.Direction == TraceDirection.Both ? [TraceDirection.Upstream, TraceDirection.Downstream] : (TraceDirection[])[query.Direction];
        var frontiers = sides.ToDictionary(s => s, _ => query.Roots.Distinct().ToHashSet());
        foreach (var root in query.Roots)
        {
            _ = Existing(root, query.AsOf);
        }

        return new TraceWalk(query, sides, frontiers, this).Run();
    }

    public PathResult FindPath(PathQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.NodeBudget, 1);
        _ = Existing(query.From, query.AsOf);
        _ = Existing(query.To, query.AsOf);
        var cameFrom = new Dictionary<ResourceName, (ResourceName From, Edge Edge)?> { [query.From] = null };
        var frontier = new List<ResourceName> { query.From };
        for (var depth = 0; frontier.Count > 0 && !cameFrom.ContainsKey(query.To); depth++)
        {
            var next = new List<ResourceName>();
            foreach (var (at, edge, other) in frontier.SelectMany(n => Steps(n, query.Direction, query.AsOf, null).Select(s => (n, s.Edge, s.Other))))
            {
                if (cameFrom.ContainsKey(other))
                {
                    continue;
                }

                if (depth == query.MaxDepth)
                {
                    return new PathResult([], [], Completeness.DepthReached);
                }

                if (cameFrom.Count == query.NodeBudget)
                {
                    return new PathResult([], [], Completeness.BudgetSpent);
                }

                cameFrom[other] = (at, edge);
                next.Add(other);
            }

            frontier = next;
        }

        if (!cameFrom.ContainsKey(query.To))
        {
            return new PathResult([], [], Completeness.Complete);
        }

        var nodes = new List<Node> { Find(query.To)! };
        var edges = new List<Edge>();
        for (var step = cameFrom[query.To]; step is { } taken; step = cameFrom[taken.From])
        {
            nodes.Insert(0, Find(taken.From)!);
            edges.Insert(0, taken.Edge);
        }

        return new PathResult(nodes, edges, Completeness.Complete);
    }

    public IEnumerable<(Edge Edge, ResourceName Other)> Steps(ResourceName at, TraceDirection direction, CommitTime? asOf, IReadOnlySet<EdgeKind>? kinds) =>
        _edges.Where(e => Holds(e, asOf) && kinds?.Contains(e.Kind) != false).SelectMany(e => (IEnumerable<(Edge, ResourceName)>)
        [
            .. direction != TraceDirection.Downstream && e.From.Equals(at) ? [(e, e.To)] : Array.Empty<(Edge, ResourceName)>(),
            .. direction != TraceDirection.Upstream && e.To.Equals(at) ? [(e, e.From)] : Array.Empty<(Edge, ResourceName)>(),
        ]);

    private static EdgeKey KeyOf(Edge edge) => new(edge.From, edge.Kind, edge.To);

    private static bool Holds(Edge edge, CommitTime? asOf) => asOf is { } at
        ? edge.CreateTime.CompareTo(at) <= 0 && (edge.CloseTime is not { } closed || closed.CompareTo(at) > 0)
        : edge.CloseTime is null;

    private void Check(NodeWrite write)
    {
        var node = Find(write.Name);
        if (write.Kind == WriteKind.Create)
        {
            if (node is not null)
            {
                throw node.IsTombstone ? LineageException.Deleted(write.Name.Value, ErrorKind.AlreadyExists) : LineageException.AlreadyExists(write.Name.Value);
            }

            return;
        }

        if (node is null)
        {
            throw LineageException.NotFound(write.Name.Value);
        }

        if (node.IsTombstone)
        {
            throw LineageException.Deleted(write.Name.Value);
        }

        if (write.Etag is not null)
        {
            CheckEtag(node, write.Etag);
        }
    }

    private static void CheckEtag(Node node, string etag)
    {
        if (etag != node.Etag)
        {
            throw LineageException.EtagMismatch(node.Name.Value, etag, node.Etag);
        }
    }

    /// <summary>On the graph as the change set leaves it.</summary>
    private void CheckUnused(ResourceName name, ChangeSet changes)
    {
        var deleted = changes.Nodes.Where(n => n.Kind == WriteKind.Delete).Select(n => n.Name);
        var created = changes.Nodes.Where(n => n.Kind == WriteKind.Create).Select(n => n.Name);
        var living = Nodes.Where(n => !n.IsTombstone).Select(n => n.Name).Except(deleted).Union(created).ToHashSet();
        var within = living.Where(n => n.Kind != NodeKind.Certificate && !n.Equals(name) && ReferenceStore.IsWithin(n, name));
        var open = _edges.Where(e => e.CloseTime is null).Select(KeyOf).Except(changes.ClosedEdges).Union(changes.OpenedEdges.Select(o => o.Key));
        if (within.Concat(open.Where(e => e.To.Equals(name) && living.Contains(e.From)).Select(e => e.From)).FirstOrDefault() is { } user)
        {
            throw LineageException.InUse(name.Value, user.Value);
        }
    }

    private Node Existing(ResourceName name, CommitTime? asOf) =>
        Find(name) is { } node && (asOf is not { } at || node.CreateTime.CompareTo(at) <= 0) ? node : throw LineageException.NotFound(name.Value);
}
