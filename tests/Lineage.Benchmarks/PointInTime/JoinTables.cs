using System.Globalization;
using DuckDB.NET.Data;

namespace Lineage.Benchmarks.PointInTime;

/// <summary>
/// A spine and feature histories in an in-memory DuckDB, which also writes them to Parquet: 100,000 entities; ten features a history, two of them texts, some null. No entity has two rows of one event
/// time, so that nothing is left to a tie-break.
/// </summary>
internal sealed class JoinTables : IDisposable
{
    public const string Spine = "spine";
    public const string Shuffled = "shuffled";
    public const string Ordered = "ordered";
    private static readonly string[] All = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "s1", "s2"];
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly string _folder = Directory.CreateTempSubdirectory("lineage-benchmark-").FullName;

    public JoinTables(long features)
    {
        (SpineRows, FeatureRows) = (features / 10, features);
        _connection.Open();
        Execute("SET threads = 2");
        Execute($"""
            CREATE TABLE {Spine} AS SELECT (hash(i + 1000003) % 100000)::BIGINT AS entity,
                TIMESTAMP '2024-01-01' + INTERVAL (hash(i) % {Text(features)}) SECOND AS label_time, (hash(i + 5) % 2)::INTEGER AS label FROM range({Text(SpineRows)}) r(i)
            """);
        Execute($"CREATE TABLE {Shuffled} AS SELECT * FROM ({Rows(features, "")}) ORDER BY hash(event_time)");
        Execute($"CREATE TABLE {Ordered} AS {Rows(features, "")}");
    }

    public long SpineRows { get; }

    public long FeatureRows { get; }

    public static IReadOnlyList<string> Features => All;

    public string Folder => _folder;

    /// <summary>One more history in no order, with features of its own names.</summary>
    public void Add(string table, string prefix) => Execute($"CREATE TABLE {table} AS SELECT * FROM ({Rows(FeatureRows, prefix)}) ORDER BY hash(event_time)");

    public string Write(string table, string name)
    {
        var path = Path.Combine(_folder, name);
        Execute($"COPY {table} TO '{path}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 500000)");
        return path;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Rows(long rows, string prefix) => $"""
        SELECT (hash(i) % 100000)::BIGINT AS entity, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS event_time,
            TIMESTAMP '2024-01-01' + INTERVAL (i + (hash(i + 2) % 100000)) SECOND AS known_at,
            sin(i) AS {prefix}f1, CASE WHEN i % 50 = 0 THEN NULL ELSE cos(i) END AS {prefix}f2, (hash(i + 7) % 1000000) / 1000.0 AS {prefix}f3, (i % 1000)::FLOAT AS {prefix}f4,
            (hash(i * 3) % 17)::INTEGER AS {prefix}f5, (hash(i + 99) % 1000000)::BIGINT AS {prefix}f6, i % 3 = 0 AS {prefix}f7, CASE WHEN i % 7 = 0 THEN NULL ELSE i END AS {prefix}f8,
            'city-' || (hash(i) % 1000) AS {prefix}s1, 'code-' || hash(i) AS {prefix}s2
        FROM range({Text(rows)}) r(i)
        """;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
