using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Nodes;

/// <summary>Reads nodes by name and by row.</summary>
internal static class NodeReader
{
    public static Node? Find(Connection connection, ResourceName name)
    {
        using var row = connection.Prepare($"SELECT {NodeRow.Columns} FROM node n WHERE n.name = ?1").Bind(name.Value);
        return row.Step() ? NodeRow.Read(row) : null;
    }

    /// <summary>The nodes of these row ids, in the same order.</summary>
    public static IReadOnlyList<Node> Load(Connection connection, IReadOnlyCollection<long> ids) => LoadByIdJson(connection, IdJson(ids));

    /// <summary>The nodes of a JSON array of row ids, in the same order.</summary>
    public static IReadOnlyList<Node> LoadByIdJson(Connection connection, string ids)
    {
        using var rows = connection.Prepare(
            $"SELECT {NodeRow.Columns} FROM json_each(?1) f CROSS JOIN node n ON n.id = f.value ORDER BY f.key").Bind(ids);
        var nodes = new List<Node>();
        while (rows.Step())
        {
            nodes.Add(NodeRow.Read(rows));
        }

        return nodes;
    }

    public static string IdJson(IReadOnlyCollection<long> ids) => JsonSerializer.Serialize(ids, ParameterJsonContext.Default.IReadOnlyCollectionInt64);
}
