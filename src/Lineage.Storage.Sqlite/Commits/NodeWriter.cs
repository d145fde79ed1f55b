using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Writes nodes with their properties, each after its precondition.</summary>
internal sealed class NodeWriter(Connection connection)
{
    /// <summary>Applies one write; returns the node's row id and the node as it now is.</summary>
    public (long Id, Node Node) Apply(PreparedNode prepared, long time) => prepared.Write.Kind switch
    {
        WriteKind.Create => Create(prepared, time),
        WriteKind.Replace => Replace(prepared, time),
        _ => Delete(prepared.Write, time),
    };

    /// <summary>The row id of a node that lives.</summary>
    public long RequireLiving(ResourceName name)
    {
        using var row = Lookup(name);
        return row.Step() && row.IsNull(2) ? row.Int64(0) : throw Missing(name, row);
    }

    /// <summary>The row id of a node, also of a tombstone; null when there never was one.</summary>
    public long? Find(ResourceName name)
    {
        using var row = Lookup(name);
        return row.Step() ? row.Int64(0) : null;
    }

    /// <summary>Checks that a node lives and has the etag that was read.</summary>
    public void RequireUnchanged(NodeState state) => _ = CheckPrecondition(state.Name, state.Etag);

    /// <summary>Checks that nothing living lies within a node, certificates aside, or has an edge to it that is open.</summary>
    public void RequireUnused(ResourceName name)
    {
        // The name is a prefix of what lies within it; '0' is the character after '/'.
        using var user = connection.Prepare(
            """
            SELECT * FROM (SELECT name FROM node WHERE name > ?1 || '/' AND name < ?1 || '0' AND delete_time IS NULL AND kind <> ?2 LIMIT 1)
            UNION ALL
            SELECT * FROM (
                SELECT f.name FROM node t JOIN edge e ON e.to_node = t.id AND e.close_time IS NULL JOIN node f ON f.id = e.from_node
                WHERE t.name = ?1 AND f.delete_time IS NULL LIMIT 1)
            """)
            .Bind(name.Value).Bind(nameof(NodeKind.Certificate));
        if (user.Step())
        {
            throw LineageException.InUse(name.Value, user.Text(0));
        }
    }

    private (long Id, Node Node) Create(PreparedNode prepared, long time)
    {
        var name = prepared.Write.Name;
        using (var existing = Lookup(name))
        {
            if (existing.Step())
            {
                throw existing.IsNull(2) ? LineageException.AlreadyExists(name.Value) : LineageException.Deleted(name.Value, ErrorKind.AlreadyExists);
            }
        }

        using var inserted = connection.Prepare(
            "INSERT INTO node (name, kind, parent, sort_key, create_time, update_time, content) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) RETURNING id")
            .Bind(name.Value).Bind(name.Kind.ToString()).Bind(name.Parent?.Value ?? string.Empty).Bind(prepared.SortKey).Bind(time).BindText(prepared.Document);
        _ = inserted.Step();
        var id = inserted.Int64(0);
        WriteProperties(id, prepared);
        return (id, NodeRow.Make(name, prepared.Write.Content!, time, time, null));
    }

    private (long Id, Node Node) Replace(PreparedNode prepared, long time)
    {
        var (id, createTime) = CheckPrecondition(prepared.Write.Name, prepared.Write.Etag);
        connection.Prepare("UPDATE node SET sort_key = ?2, update_time = ?3, content = ?4 WHERE id = ?1")
            .Bind(id).Bind(prepared.SortKey).Bind(time).BindText(prepared.Document).Run();
        connection.Prepare("DELETE FROM property WHERE node = ?1").Bind(id).Run();
        WriteProperties(id, prepared);
        return (id, NodeRow.Make(prepared.Write.Name, prepared.Write.Content!, createTime, time, null));
    }

    private (long Id, Node Node) Delete(NodeWrite write, long time)
    {
        var (id, _) = CheckPrecondition(write.Name, write.Etag);
        connection.Prepare("UPDATE node SET update_time = ?2, delete_time = ?2 WHERE id = ?1").Bind(id).Bind(time).Run();
        return (id, NodeReader.Find(connection, write.Name)!);
    }

    private (long Id, long CreateTime) CheckPrecondition(ResourceName name, string? required)
    {
        using var row = Lookup(name);
        if (!row.Step() || !row.IsNull(2))
        {
            throw Missing(name, row);
        }

        var etag = NodeRow.Etag(row.Int64(3));
        return required is null || required == etag
            ? (row.Int64(0), row.Int64(1))
            : throw LineageException.EtagMismatch(name.Value, required, etag);
    }

    private Statement Lookup(ResourceName name) =>
        connection.Prepare("SELECT id, create_time, delete_time, update_time FROM node WHERE name = ?1").Bind(name.Value);

    private static LineageException Missing(ResourceName name, Statement row) =>
        row.IsNull(0) ? LineageException.NotFound(name.Value) : LineageException.Deleted(name.Value);

    private void WriteProperties(long id, PreparedNode prepared)
    {
        foreach (var (name, property) in prepared.Properties)
        {
            var statement = connection.Prepare("INSERT OR REPLACE INTO property (node, name, value) VALUES (?1, ?2, ?3)").Bind(id).Bind(name);
            PropertyCondition.Bind(statement, property).Run();
        }
    }
}
