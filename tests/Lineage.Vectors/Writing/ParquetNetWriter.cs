using Lineage.Vectors.ParquetNet;
using Lineage.Vectors.Tables;
using Parquet;
using Parquet.Schema;

namespace Lineage.Vectors.Writing;

/// <summary>Parquet files by Parquet.Net.</summary>
internal static class ParquetNetWriter
{
    public static async Task WriteAsync(string path, VectorTable table, ParquetNetOptions options)
    {
        Field[] fields = [.. table.Columns.Select(column => options.FieldOf(column) ?? ParquetNetSchemas.ToParquet(column.Name, column.Type, column.IsNullable))];
        var schema = new ParquetSchema(fields);
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, options.Options);
        var step = options.RowGroupRows ?? Math.Max(table.Rows, 1);
        for (var start = 0; start < table.Rows; start += step)
        {
            await WriteGroupAsync(writer, fields, table.Take(Enumerable.Range(start, Math.Min(step, table.Rows - start))));
        }
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, Field[] fields, VectorTable table)
    {
        var shredder = new Shredder();
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var value in table.Columns[i].Values)
            {
                shredder.Add(fields[i], value);
            }
        }

        using var group = writer.CreateRowGroup();
        foreach (var leaf in fields.SelectMany(Shredder.LeavesOf))
        {
            await ParquetNetLeaves.Of(leaf).WriteAsync(group, leaf, shredder.Leaves[leaf]);
        }

        group.CompleteValidate();
    }
}
