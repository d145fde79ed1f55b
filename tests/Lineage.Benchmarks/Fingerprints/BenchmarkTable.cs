using System.Globalization;
using DuckDB.NET.Data;

namespace Lineage.Benchmarks.Fingerprints;

/// <summary>
/// A table of 13 columns in an in-memory DuckDB, which also writes it to Parquet: keys, a timestamp, measurements with and without nulls, small integers, a flag, a text of 1,000 values and one that is
/// nearly unique. <see cref="Low"/> holds 13 columns of few values each.
/// </summary>
internal sealed class BenchmarkTable : IDisposable
{
    public const string High = "high";
    public const string Low = "low";
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly string _folder = Directory.CreateTempSubdirectory("lineage-benchmark-").FullName;

    public BenchmarkTable(long rows)
    {
        Rows = rows;
        _connection.Open();
        Execute("SET threads = 2");
        Execute($"""
            CREATE TABLE {High} AS SELECT i AS id, (hash(i) % 100000)::INTEGER AS entity, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts, sin(i) AS f1,
                CASE WHEN i % 50 = 0 THEN NULL ELSE cos(i) END AS f2, sqrt(i) AS f3, (hash(i + 7) % 1000000) / 1000.0 AS f4, (i % 1000)::FLOAT AS f5, (hash(i * 3) % 17)::SMALLINT AS s,
                i % 3 = 0 AS flag, (hash(i + 99) % 1000000)::BIGINT AS n, 'city-' || (hash(i) % 1000) AS city, 'code-' || hash(i) AS code
            FROM range({rows.ToString(CultureInfo.InvariantCulture)}) r(i)
            """);
        Execute($"""
            CREATE TABLE {Low} AS SELECT 'country-' || (hash(i) % 200) AS country, 'city-' || (hash(i + 1) % 5000) AS city, 'carrier-' || (hash(i + 2) % 20) AS carrier, 'state-' || (hash(i + 3) % 50) AS state,
                'status-' || (i % 5) AS status, 'a category with a longer name ' || (hash(i + 4) % 300) AS category, (hash(i + 5) % 12)::INTEGER AS month, (hash(i + 6) % 24)::INTEGER AS hour, (hash(i + 7) % 1000)::BIGINT AS shop,
                (hash(i + 8) % 100) / 4.0 AS price, CASE WHEN i % 20 = 0 THEN NULL ELSE (hash(i + 9) % 50) / 2.0 END AS discount, DATE '2024-01-01' + (hash(i + 10) % 365)::INTEGER AS day, i % 7 = 0 AS flag
            FROM range({rows.ToString(CultureInfo.InvariantCulture)}) r(i)
            """);
    }

    public long Rows { get; }

    public static string SumOfHashes(string columns, string from) => $"SELECT sum(hash({columns})) FROM {from}";

    /// <summary>All columns of a table, with commas between them.</summary>
    public string ColumnsOf(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_name = '{table}'";
        return (string)command.ExecuteScalar()!;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes a table, with row groups of about a million rows, and returns the path.</summary>
    /// <param name="options">What stands behind FORMAT parquet, such as <c>COMPRESSION zstd</c>.</param>
    public string Write(string table, string name, string options)
    {
        var path = Path.Combine(_folder, name);
        Execute($"COPY {table} TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 1000000, {options})");
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
