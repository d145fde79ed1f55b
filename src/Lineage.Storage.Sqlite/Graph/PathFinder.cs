using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>
/// Finds a shortest path breadth-first, one statement a level. Each level is searched in the order of its names, so that the same graph gives the same path.
/// </summary>
internal sealed class PathFinder
{
    private readonly Connection _connection;
    private readonly PathQuery _query;
    private readonly EdgeScope _scope;
    private readonly string _sql;
    private readonly Dictionary<long, PathStep> _steps = [];

    public PathFinder(Connection connection, PathQuery query)
    {
        _connection = connection;
        _query = query;
        _scope = new EdgeScope(query.AsOf, null);
        var along = $"""
            SELECT f.key AS position, e.kind, n.name, n.id, f.value AS previous, e.from_node, e.to_node, e.create_time
            FROM json_each(?3) f CROSS JOIN edge e ON e.from_node = f.value CROSS JOIN node n ON n.id = e.to_node WHERE {_scope.Sql}
            """;
        var against = $"""
            SELECT f.key AS position, e.kind, n.name, n.id, f.value AS previous, e.from_node, e.to_node, e.create_time
            FROM json_each(?3) f CROSS JOIN edge e ON e.to_node = f.value CROSS JOIN node n ON n.id = e.from_node WHERE {_scope.Sql}
            """;
        _sql = query.Direction switch
        {
            TraceDirection.Upstream => $"{along} ORDER BY 1, 2, 3",
            TraceDirection.Downstream => $"{against} ORDER BY 1, 2, 3",
            _ => $"{along} UNION ALL {against} ORDER BY 1, 2, 3, 6",
        };
    }

    public PathResult Find()
    {
        var from = NodeIds.Find(_connection, _query.From, _scope) ?? throw LineageException.NotFound(_query.From.Value);
        var to = NodeIds.Find(_connection, _query.To, _scope) ?? throw LineageException.NotFound(_query.To.Value);
        _steps.Add(from, default);
        var frontier = new SortedDictionary<ResourceName, long> { [_query.From] = from };
        for (var depth = 0; !_steps.ContainsKey(to); depth++)
        {
            if (frontier.Count == 0)
            {
                return new PathResult([], [], Completeness.Complete);
            }

            var isBeyond = depth == _query.MaxDepth;
            var (next, isCut) = Step(frontier.Values, to, isBeyond ? 0 : _query.NodeBudget - _steps.Count);
            if (isCut)
            {
                return new PathResult([], [], isBeyond ? Completeness.DepthReached : Completeness.BudgetSpent);
            }

            frontier = next;
        }

        return PathTo(to);
    }

    /// <summary>The nodes one step further, at most as many as allowed; ends early when the target is among them.</summary>
    private (SortedDictionary<ResourceName, long> Next, bool IsCut) Step(IReadOnlyCollection<long> frontier, long target, int allowed)
    {
        var next = new SortedDictionary<ResourceName, long>();
        using var rows = _scope.Bind(_connection.Prepare(_sql)).Bind(NodeReader.IdJson(frontier));
        while (rows.Step())
        {
            var id = rows.Int64(3);
            if (_steps.ContainsKey(id))
            {
                continue;
            }

            if (next.Count == allowed)
            {
                return (next, true);
            }

            _steps.Add(id, new PathStep(rows.Int64(4), rows.Int64(5), EdgeRow.Kind(rows, 1), rows.Int64(6), rows.Int64(7)));
            next.Add(NodeRow.Name(rows.Text(2)), id);
            if (id == target)
            {
                break;
            }
        }

        return (next, false);
    }

    private PathResult PathTo(long to)
    {
        var ids = new List<long> { to };
        var steps = new List<PathStep>();
        while (_steps[ids[^1]] is { Previous: { } previous } step)
        {
            steps.Add(step);
            ids.Add(previous);
        }

        ids.Reverse();
        steps.Reverse();
        var nodes = NodeReader.Load(_connection, ids);
        var names = ids.Zip(nodes).ToDictionary(p => p.First, p => p.Second.Name);
        return new PathResult(nodes, [.. steps.Select(s => Edge(s, names))], Completeness.Complete);
    }

    private Edge Edge(PathStep step, Dictionary<long, ResourceName> names)
    {
        using var row = _connection.Prepare($"SELECT {EdgeRow.Columns} FROM edge e WHERE e.from_node = ?1 AND e.kind = ?2 AND e.to_node = ?3 AND e.create_time = ?4")
            .Bind(step.From).Bind(step.Kind.ToString()).Bind(step.To).Bind(step.CreateTime);
        _ = row.Step();
        return EdgeRow.Read(row, 0, names[step.From], names[step.To]);
    }
}
