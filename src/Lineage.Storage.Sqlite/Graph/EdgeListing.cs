using System.Globalization;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>Lists the edges at a node page by page, by key.</summary>
internal static class EdgeListing
{
    private const string Order = "edges";

    public static EdgePage Read(Connection connection, EdgeQuery query)
    {
        if (query.Direction == TraceDirection.Both)
        {
            throw new ArgumentException("Edges are listed upstream or downstream.", nameof(query));
        }

        var scope = new EdgeScope(query.AsOf, query.Kinds);
        var isUpstream = query.Direction == TraceDirection.Upstream;
        using var rows = connection.Prepare(Sql(scope, isUpstream, query.After is not null));
        scope.Bind(rows).Bind(query.Node.Value).Bind(query.PageSize + 1L);
        if (query.After is { } after)
        {
            var key = Cursor.Read(after, Order, 3);
            rows.Bind(key[0]).Bind(key[1]).Bind(Cursor.Number(key[2]));
        }

        var edges = new List<Edge>();
        var last = string.Empty;
        while (rows.Step())
        {
            if (edges.Count == query.PageSize)
            {
                return new EdgePage(edges, last);
            }

            var other = NodeRow.Name(rows.Text(0));
            edges.Add(EdgeRow.Read(rows, 1, isUpstream ? query.Node : other, isUpstream ? other : query.Node));
            last = Cursor.Write(Order, rows.Text(1), other.Value, rows.Int64(2).ToString(CultureInfo.InvariantCulture));
        }

        return new EdgePage(edges, null);
    }

    private static string Sql(EdgeScope scope, bool isUpstream, bool isLaterPage)
    {
        var (here, there) = isUpstream ? ("from_node", "to_node") : ("to_node", "from_node");
        return $"""
            SELECT o.name, {EdgeRow.Columns} FROM edge e JOIN node o ON o.id = e.{there}
            WHERE e.{here} = (SELECT id FROM node WHERE name = ?3) AND {scope.Sql}
            {(isLaterPage ? "AND (e.kind, o.name, e.create_time) > (?5, ?6, ?7)" : "")}
            ORDER BY e.kind, o.name, e.create_time LIMIT ?4
            """;
    }
}
