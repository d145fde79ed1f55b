using DuckDB.NET.Data;
using Lineage.Vectors.Tables;

namespace Lineage.Vectors.Writing;

/// <summary>Parquet files by DuckDB's COPY, from the values as SQL literals.</summary>
internal static class DuckDbWriter
{
    public static void Write(string path, VectorTable table, DuckDbOptions options)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({Query(table, options.Types)}) TO '{path}' (FORMAT parquet, {options.Copy})";
        command.ExecuteNonQuery();
    }

    private static string Query(VectorTable table, IReadOnlyDictionary<string, string> types)
    {
        var rows = Math.Max(table.Rows, 1);
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", table.Columns.Select(column => DuckDbSql.Literal(column, row, types.GetValueOrDefault(column.Name))))})");
        var names = table.Columns.Select(column => DuckDbSql.Quote(column.Name));
        return $"SELECT * FROM (VALUES {string.Join(",\n", values)}) t({string.Join(", ", names)}){(table.Rows == 0 ? " WHERE false" : "")}";
    }
}
