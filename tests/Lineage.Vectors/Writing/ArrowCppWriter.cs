using Lineage.Vectors.Tables;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace Lineage.Vectors.Writing;

/// <summary>Parquet files by Arrow C++, through ParquetSharp.</summary>
internal static class ArrowCppWriter
{
    public static void Write(string path, VectorTable table, ArrowCppOptions options)
    {
        using var builder = new WriterPropertiesBuilder();
        options.Properties(builder);
        using var properties = builder.Build();
        using var arrowBuilder = new ArrowWriterPropertiesBuilder();
        if (options.StoresSchema)
        {
            arrowBuilder.StoreSchema();
        }

        if (!options.IsCompliant)
        {
            arrowBuilder.DisableCompliantNestedTypes();
        }

        using var arrowProperties = arrowBuilder.Build();

        // Exporting a batch hands its buffers over, so it is neither shared nor used again.
        using var batch = table.ToBatch();
        using var writer = new FileWriter(path, batch.Schema, properties, arrowProperties);
        writer.WriteRecordBatch(batch, options.RowGroupRows);
        writer.Close();
    }
}
