using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>
/// Walks the graph breadth-first, a few statements for each level whatever its width. Upstream and downstream are two walks that report into one;
/// memory is bounded by what is reported, for nodes beyond the budget are only counted.
/// </summary>
internal sealed class Tracer
{
    private readonly Connection _connection;
    private readonly TraceQuery _query;
    private readonly EdgeScope _scope;
    private readonly string _neighboursSql;
    private readonly string _edgesSql;
    private readonly Frontier _up = new();
    private readonly Frontier _down = new();
    private readonly Dictionary<long, ResourceName> _reported = [];
    private readonly HashSet<(long From, EdgeKind Kind, long To)> _edges = [];
    private TraceEnd? _end;
    private bool _isOver;
    private int _depth = -1;

    public Tracer(Connection connection, TraceQuery query)
    {
        _connection = connection;
        _query = query;
        _scope = new EdgeScope(query.AsOf, query.EdgeKinds);
        _neighboursSql =
            $"""
            SELECT n.id, n.name, t.up, t.down FROM (
                SELECT id, max(up) AS up, max(down) AS down FROM (
                    SELECT e.to_node AS id, 1 AS up, 0 AS down FROM json_each(?3) f CROSS JOIN edge e ON e.from_node = f.value WHERE {_scope.Sql}
                    UNION ALL
                    SELECT e.from_node, 0, 1 FROM json_each(?4) f CROSS JOIN edge e ON e.to_node = f.value WHERE {_scope.Sql}
                ) GROUP BY id
            ) t CROSS JOIN node n ON n.id = t.id ORDER BY n.name
            """;
        _edgesSql =
            $"""
            SELECT e.from_node, e.to_node, {EdgeRow.Columns} FROM json_each(?3) f CROSS JOIN edge e ON e.from_node = f.value WHERE {_scope.Sql}
            UNION ALL
            SELECT e.from_node, e.to_node, {EdgeRow.Columns} FROM json_each(?4) f CROSS JOIN edge e ON e.to_node = f.value WHERE {_scope.Sql}
            """;
    }

    /// <summary>The next event; null after the end.</summary>
    public TraceEvent? Next()
    {
        while (!_isOver)
        {
            if (_end is null && _depth == _query.MaxDepth)
            {
                _end = EndAtDepth();
            }

            if (_end is not null)
            {
                _isOver = true;
                return _end;
            }

            var level = ++_depth == 0 ? Roots() : Step();
            if (level.Nodes.Count > 0 || level.Edges.Count > 0)
            {
                return level;
            }
        }

        return null;
    }

    private TraceLevel Roots()
    {
        var roots = new SortedDictionary<ResourceName, long>();
        foreach (var root in _query.Roots)
        {
            roots[root] = Find(root);
        }

        foreach (var (name, id) in roots.Take(_query.NodeBudget))
        {
            _reported.Add(id, name);
            Enter(id, _query.Direction != TraceDirection.Downstream, _query.Direction != TraceDirection.Upstream);
        }

        EndAfter(roots.Count - _reported.Count);
        return new TraceLevel(0, NodeReader.Load(_connection, _reported.Keys), []);
    }

    private TraceLevel Step()
    {
        var (up, down) = (NodeReader.IdJson(_up.Nodes), NodeReader.IdJson(_down.Nodes));
        _up.Advance();
        _down.Advance();
        var found = new List<long>();
        var cut = 0;
        using (var rows = Prepare(_neighboursSql, up, down))
        {
            while (rows.Step())
            {
                var id = rows.Int64(0);
                if (_reported.ContainsKey(id) || _reported.Count < _query.NodeBudget)
                {
                    if (_reported.TryAdd(id, NodeRow.Name(rows.Text(1))))
                    {
                        found.Add(id);
                    }

                    Enter(id, rows.Int64(2) != 0, rows.Int64(3) != 0);
                }
                else
                {
                    cut++;
                }
            }
        }

        EndAfter(cut);
        return new TraceLevel(_depth, NodeReader.Load(_connection, found), Edges(up, down));
    }

    /// <summary>The edges of a step whose ends are both reported and that were not reported before.</summary>
    private List<Edge> Edges(string up, string down)
    {
        var edges = new List<Edge>();
        using var rows = Prepare(_edgesSql, up, down);
        while (rows.Step())
        {
            var (from, to) = (rows.Int64(0), rows.Int64(1));
            if (_reported.TryGetValue(from, out var fromName) && _reported.TryGetValue(to, out var toName) && _edges.Add((from, EdgeRow.Kind(rows, 2), to)))
            {
                edges.Add(EdgeRow.Read(rows, 2, fromName, toName));
            }
        }

        edges.Sort(Compare);
        return edges;
    }

    private void Enter(long id, bool isUp, bool isDown)
    {
        _ = isUp && _up.Add(id);
        _ = isDown && _down.Add(id);
    }

    private void EndAfter(int cut)
    {
        if (cut > 0)
        {
            _end = new TraceEnd(Completeness.BudgetSpent, cut);
        }
        else if (_up.Nodes.Count == 0 && _down.Nodes.Count == 0)
        {
            _end = new TraceEnd(Completeness.Complete, 0);
        }
    }

    /// <summary>Looks one step further, to say whether anything is missing.</summary>
    private TraceEnd EndAtDepth()
    {
        var (up, down) = (NodeReader.IdJson(_up.Nodes), NodeReader.IdJson(_down.Nodes));
        var isMore = false;
        var unreported = 0;
        using (var rows = Prepare(_neighboursSql, up, down))
        {
            while (rows.Step())
            {
                var id = rows.Int64(0);
                unreported += _reported.ContainsKey(id) ? 0 : 1;
                isMore |= (rows.Int64(2) != 0 && !_up.HasSeen(id)) || (rows.Int64(3) != 0 && !_down.HasSeen(id));
            }
        }

        using (var rows = Prepare(_edgesSql, up, down))
        {
            while (!isMore && rows.Step())
            {
                isMore = !_edges.Contains((rows.Int64(0), EdgeRow.Kind(rows, 2), rows.Int64(1)));
            }
        }

        return new TraceEnd(isMore ? Completeness.DepthReached : Completeness.Complete, unreported);
    }

    private Statement Prepare(string sql, string up, string down) => _scope.Bind(_connection.Prepare(sql)).Bind(up).Bind(down);

    private long Find(ResourceName name) => NodeIds.Find(_connection, name, _scope) ?? throw LineageException.NotFound(name.Value);

    private static int Compare(Edge left, Edge right)
    {
        var byFrom = left.From.CompareTo(right.From);
        var byKind = byFrom != 0 ? byFrom : string.CompareOrdinal(left.Kind.ToString(), right.Kind.ToString());
        return byKind != 0 ? byKind : left.To.CompareTo(right.To);
    }
}
