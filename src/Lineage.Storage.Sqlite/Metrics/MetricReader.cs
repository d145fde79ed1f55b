using System.Globalization;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Metrics;

/// <summary>Reads metric series.</summary>
internal static class MetricReader
{
    private const string Order = "metrics";

    public static MetricPage Read(Connection connection, MetricQuery query)
    {
        using var rows = connection.Prepare(Sql(query));
        Bind(rows, query);
        var points = new List<MetricPoint>();
        var last = string.Empty;
        while (rows.Step())
        {
            if (points.Count == query.PageSize)
            {
                return new MetricPage(points, last);
            }

            points.Add(new MetricPoint(rows.Text(0), rows.Int64(1), rows.IsNull(5) ? double.NaN : rows.Double(5), InstantBytes.Read(rows.Bytes(2))));
            if (points.Count == query.PageSize)
            {
                last = Cursor.Write(
                    Order, rows.Text(0), Text(rows.Int64(1)), Convert.ToHexString(rows.Bytes(2)), Text(rows.Int64(3)), Text(rows.Int64(4)));
            }
        }

        return new MetricPage(points, null);
    }

    private static string Sql(MetricQuery query) =>
        $"""
        SELECT m.key, m.step, m.time, m.commit_time, m.position, m.value FROM metric m
        WHERE m.run = (SELECT id FROM node WHERE name = ?)
        {(query.Key is null ? "" : "AND m.key = ?")}
        {(query.After is null ? "" : "AND (m.key, m.step, m.time, m.commit_time, m.position) > (?, ?, ?, ?, ?)")}
        ORDER BY m.key, m.step, m.time, m.commit_time, m.position LIMIT ?
        """;

    private static void Bind(Statement statement, MetricQuery query)
    {
        statement.Bind(query.Run.Value);
        if (query.Key is { } key)
        {
            statement.Bind(key);
        }

        if (query.After is { } after)
        {
            var last = Cursor.Read(after, Order, 5);
            statement.Bind(last[0]).Bind(Cursor.Number(last[1])).BindBlob(Bytes(last[2])).Bind(Cursor.Number(last[3])).Bind(Cursor.Number(last[4]));
        }

        statement.Bind(query.PageSize + 1L);
    }

    private static byte[] Bytes(string hex)
    {
        try
        {
            return Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            throw Cursor.Invalid();
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
