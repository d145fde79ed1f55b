using System.Globalization;
using DuckDB.NET.Data;

namespace Lineage.Benchmarks.Fingerprints;

/// <summary>
/// The table that fingerprints are measured on, made by DuckDB in memory: 13 columns, of which are integers of all widths, floating-point numbers with and without nulls, an instant, a flag, a text of few values
/// and one of many.
/// </summary>
internal sealed class BenchmarkTable : IDisposable
{
    private readonly DuckDBConnection _database = new("DataSource=:memory:");

    /// <param name="rows">How many rows.</param>
    /// <param name="threads">How many threads DuckDB may use, here and for what it is asked later.</param>
    public BenchmarkTable(long rows, int threads = 2)
    {
        Rows = rows;
        _database.Open();
        Execute($"SET threads={threads}");
        Execute($"""
            CREATE TABLE t AS SELECT
                i AS id, (hash(i) % 100000)::INTEGER AS entity, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts,
                sin(i) AS f1, CASE WHEN i % 50 = 0 THEN NULL ELSE cos(i) END AS f2, sqrt(i) AS f3, (hash(i + 7) % 1000000) / 1000.0 AS f4,
                (i % 1000)::FLOAT AS f5, (hash(i * 3) % 17)::SMALLINT AS s, (i % 3 = 0) AS flag, (hash(i + 99) % 1000000)::BIGINT AS n,
                'city-' || (hash(i) % 1000) AS city, 'code-' || hash(i) AS code
            FROM range({rows}) r(i)
            """);
    }

    /// <summary>The rows of the table, which is called <c>t</c>.</summary>
    public long Rows { get; }

    /// <summary>The columns in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["id", "entity", "ts", "f1", "f2", "f3", "f4", "f5", "s", "flag", "n", "city", "code"];

    /// <summary>Runs a statement to its end.</summary>
    public void Execute(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes rows to a Parquet file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codec">As DuckDB calls it, such as <c>snappy</c>, <c>zstd</c> or <c>uncompressed</c>.</param>
    /// <param name="usesDictionaries">Whether columns of few values may be dictionaries.</param>
    /// <param name="rowGroupSize">Rows of a row group.</param>
    /// <param name="where">Which rows; all of them when null.</param>
    public void WriteParquet(string path, string codec = "snappy", bool usesDictionaries = true, int rowGroupSize = 1_000_000, string? where = null)
    {
        var dictionaries = usesDictionaries ? string.Empty : ", DICTIONARY_SIZE_LIMIT 1";
        Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT * FROM t {(where is null ? string.Empty : $"WHERE {where}")}) TO '{path}' (FORMAT parquet, COMPRESSION {codec}, ROW_GROUP_SIZE {rowGroupSize}{dictionaries})"));
    }

    public void Dispose() => _database.Dispose();
}
