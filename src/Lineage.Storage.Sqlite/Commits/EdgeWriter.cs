using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Opens and closes edges.</summary>
internal sealed class EdgeWriter(Connection connection, NodeWriter nodes)
{
    public void Close(EdgeKey key, long time)
    {
        if (nodes.Find(key.From) is { } from && nodes.Find(key.To) is { } to)
        {
            connection.Prepare("UPDATE edge SET close_time = ?4 WHERE from_node = ?1 AND kind = ?2 AND to_node = ?3 AND close_time IS NULL")
                .Bind(from).Bind(key.Kind.ToString()).Bind(to).Bind(time).Run();
        }
    }

    public void Open(long from, string kind, long to, string? properties, long time) =>
        connection.Prepare(
            """
            INSERT INTO edge (from_node, kind, to_node, create_time, properties) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (from_node, kind, to_node) WHERE close_time IS NULL DO NOTHING
            """)
            .Bind(from).Bind(kind).Bind(to).Bind(time).Bind(properties).Run();
}
