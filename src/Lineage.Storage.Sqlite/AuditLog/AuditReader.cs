using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.AuditLog;

/// <summary>Reads the audit log.</summary>
internal static class AuditReader
{
    public static AuditPage Read(Connection connection, AuditQuery query)
    {
        using var rows = connection.Prepare(Sql(query));
        Bind(rows, query);
        var entries = new List<AuditEntry>();
        while (rows.Step())
        {
            if (entries.Count == query.PageSize)
            {
                return new AuditPage(entries, entries[^1].Sequence);
            }

            var record = new AuditRecord(rows.Text(2), rows.Text(3), NodeRow.Name(rows.Text(4)), rows.Text(5), rows.Text(6));
            entries.Add(new AuditEntry(rows.Int64(0), NodeRow.Time(rows.Int64(1)), record, rows.Text(7)));
        }

        return new AuditPage(entries, null);
    }

    private static string Sql(AuditQuery query)
    {
        var conditions = new List<string> { query.Descending ? "sequence < ?" : "sequence > ?" };
        if (query.Within is not null)
        {
            // '0' follows '/', so between them lies everything within the resource.
            conditions.Add("(resource = ? OR (resource > ? AND resource < ?))");
        }

        if (query.Actor is not null)
        {
            conditions.Add("actor = ?");
        }

        if (query.Action is not null)
        {
            conditions.Add("action = ?");
        }

        return $"""
            SELECT sequence, time, actor, action, resource, request_id, detail, hash FROM audit
            WHERE {string.Join(" AND ", conditions)} ORDER BY sequence {(query.Descending ? "DESC" : "ASC")} LIMIT ?
            """;
    }

    private static void Bind(Statement statement, AuditQuery query)
    {
        statement.Bind(query.After ?? (query.Descending ? long.MaxValue : 0L));
        if (query.Within is { } within)
        {
            statement.Bind(within.Value).Bind(within.Value + '/').Bind(within.Value + '0');
        }

        if (query.Actor is { } actor)
        {
            statement.Bind(actor);
        }

        if (query.Action is { } action)
        {
            statement.Bind(action);
        }

        statement.Bind(query.PageSize + 1L);
    }
}
