using System.Text;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Nodes;

/// <summary>Lists nodes page by page, by key.</summary>
internal static class NodeListing
{
    public static NodePage Read(Connection connection, NodeQuery query)
    {
        using var rows = connection.Prepare(Sql(query));
        Bind(rows, query);
        var nodes = new List<Node>();
        var lastKey = string.Empty;
        while (rows.Step())
        {
            if (nodes.Count == query.PageSize)
            {
                return new NodePage(nodes, Cursor.Write(query.Order.ToString(), lastKey, nodes[^1].Name.Value));
            }

            nodes.Add(NodeRow.Read(rows));
            lastKey = rows.Text(NodeRow.Width);
        }

        return new NodePage(nodes, null);
    }

    private static string Sql(NodeQuery query)
    {
        var key = Key(query.Order);
        var direction = query.Descending ? "DESC" : "ASC";
        var sql = new StringBuilder($"SELECT {NodeRow.Columns}, CAST({key} AS TEXT) FROM node n WHERE n.kind = ?");
        if (query.Within is { } within)
        {
            // '0' follows '/', so between them lies everything beneath the parent.
            sql.Append(IsDirectParent(within, query.Kind) ? " AND n.parent = ?" : " AND n.name > ? AND n.name < ?");
        }

        if (!query.ShowDeleted)
        {
            sql.Append(" AND n.delete_time IS NULL");
        }

        foreach (var filter in query.Filters)
        {
            sql.Append(" AND ").Append(PropertyCondition.Sql(filter));
        }

        if (query.After is not null)
        {
            sql.Append(query.Order == NodeOrder.Name ? " AND n.name " : $" AND ({key}, n.name) ").Append(query.Descending ? '<' : '>').Append(query.Order == NodeOrder.Name ? " ?" : " (?, ?)");
        }

        return sql.Append(query.Order == NodeOrder.Name ? $" ORDER BY n.name {direction} LIMIT ?" : $" ORDER BY {key} {direction}, n.name {direction} LIMIT ?").ToString();
    }

    private static void Bind(Statement statement, NodeQuery query)
    {
        statement.Bind(query.Kind.ToString());
        if (query.Within is { } within)
        {
            _ = IsDirectParent(within, query.Kind) ? statement.Bind(within.Value) : statement.Bind(within.Value + '/').Bind(within.Value + '0');
        }

        foreach (var filter in query.Filters)
        {
            PropertyCondition.BindTo(statement, filter);
        }

        if (query.After is { } after)
        {
            var key = Cursor.Read(after, query.Order.ToString(), 2);
            _ = query.Order switch
            {
                NodeOrder.Name => statement,
                NodeOrder.Version => statement.Bind(key[0]),
                _ => statement.Bind(Cursor.Number(key[0])),
            };
            statement.Bind(key[1]);
        }

        statement.Bind(query.PageSize + 1L);
    }

    /// <summary>Versions of one collection have an index of their own.</summary>
    private static bool IsDirectParent(ResourceName within, NodeKind kind) =>
        (within.Kind, kind) is (NodeKind.FeatureSet, NodeKind.FeatureSetVersion)
            or (NodeKind.Dataset, NodeKind.DatasetVersion)
            or (NodeKind.DatasetVersion, NodeKind.Split)
            or (NodeKind.Model, NodeKind.ModelVersion)
            or (NodeKind.Experiment, NodeKind.Run);

    private static string Key(NodeOrder order) => order switch
    {
        NodeOrder.Name => "n.name",
        NodeOrder.CreateTime => "n.create_time",
        NodeOrder.UpdateTime => "n.update_time",
        NodeOrder.Version => "n.sort_key",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
    };
}
