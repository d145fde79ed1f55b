using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>Row ids of the ends of a walk.</summary>
internal static class NodeIds
{
    /// <summary>The row id of a node; null where there never was one within the scope.</summary>
    public static long? Find(Connection connection, ResourceName name, EdgeScope scope)
    {
        using var row = connection.Prepare("SELECT id, create_time FROM node WHERE name = ?1").Bind(name.Value);
        return row.Step() && scope.Includes(row.Int64(1)) ? row.Int64(0) : null;
    }
}
