using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Metrics;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Applies one change set inside a savepoint: all of it, or nothing.</summary>
internal sealed class ChangeSetWriter
{
    private readonly Connection _connection;
    private readonly NodeWriter _nodes;
    private readonly EdgeWriter _edges;
    private readonly MetricWriter _metrics;

    public ChangeSetWriter(Connection connection)
    {
        _connection = connection;
        _nodes = new NodeWriter(connection);
        _edges = new EdgeWriter(connection, _nodes);
        _metrics = new MetricWriter(connection);
        Audit = new AuditWriter(connection);
    }

    public AuditWriter Audit { get; }

    /// <summary>The earlier result of the same request, or that of applying the change set now.</summary>
    /// <exception cref="Core.Errors.LineageException">A precondition failed; nothing was changed.</exception>
    public CommitResult Apply(CommitRequest request, CommitClock clock)
    {
        if (request.Changes.Idempotency is { } key && IdempotencyTable.Find(_connection, key) is { } earlier)
        {
            return earlier;
        }

        var auditEnd = Audit.End;
        _connection.Execute("SAVEPOINT change_set");
        try
        {
            var result = ApplyAll(request, clock.Next());
            _connection.Execute("RELEASE change_set");
            return result;
        }
        catch when (_connection.InTransaction)
        {
            _connection.Execute("ROLLBACK TO change_set");
            _connection.Execute("RELEASE change_set");
            Audit.Return(auditEnd);
            throw;
        }
    }

    // The order is that of the contract: the first precondition that fails decides the error.
    private CommitResult ApplyAll(CommitRequest request, long time)
    {
        var changes = request.Changes;
        var ids = new long[request.Nodes.Count];
        var nodes = new Node[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            (ids[i], nodes[i]) = _nodes.Apply(request.Nodes[i], time);
        }

        ApplyEdges(request, time);
        CheckOthers(changes);
        foreach (var (position, append) in changes.Metrics.Index())
        {
            _metrics.Append(_nodes.RequireLiving(append.Run), append.Points, time, position);
        }

        foreach (var record in changes.Audit)
        {
            Audit.Append(record, time);
        }

        if (changes.Idempotency is { } key)
        {
            IdempotencyTable.Add(_connection, key, time, ids);
        }

        return new CommitResult { Time = NodeRow.Time(time), Nodes = nodes };
    }

    private void CheckOthers(ChangeSet changes)
    {
        foreach (var required in changes.Required)
        {
            _ = _nodes.RequireLiving(required);
        }

        foreach (var unchanged in changes.Unchanged)
        {
            _nodes.RequireUnchanged(unchanged);
        }

        foreach (var unused in changes.Unused)
        {
            _nodes.RequireUnused(unused);
        }
    }

    private void ApplyEdges(CommitRequest request, long time)
    {
        foreach (var closed in request.Changes.ClosedEdges)
        {
            _edges.Close(closed, time);
        }

        foreach (var (i, opening) in request.Changes.OpenedEdges.Index())
        {
            var key = opening.Key;
            _edges.Open(_nodes.RequireLiving(key.From), key.Kind.ToString(), _nodes.RequireLiving(key.To), request.EdgeProperties[i], time);
        }
    }
}
