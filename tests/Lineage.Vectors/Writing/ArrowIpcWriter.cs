using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Lineage.Vectors.Tables;

namespace Lineage.Vectors.Writing;

/// <summary>Arrow files and streams, by Apache.Arrow for C#.</summary>
internal static class ArrowIpcWriter
{
    public static async Task WriteAsync(string path, VectorTable table, ArrowIpcOptions options)
    {
        using var batch = table.ToBatch();
        var ipc = new IpcOptions { CompressionCodec = options.Codec, CompressionCodecFactory = new CompressionCodecFactory() };
        await using var stream = File.Create(path);
        using var writer = options.IsFile ? new ArrowFileWriter(stream, batch.Schema, leaveOpen: true, ipc) : new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true, ipc);
        await writer.WriteStartAsync();
        var step = options.BatchRows ?? Math.Max(table.Rows, 1);
        for (var start = 0; start < table.Rows; start += step)
        {
            var count = Math.Min(step, table.Rows - start);
            var arrays = Enumerable.Range(0, batch.ColumnCount).Select(i => ArrowArrayFactory.BuildArray(batch.Column(i).Data.Slice(start, count)));
            await writer.WriteRecordBatchAsync(new RecordBatch(batch.Schema, arrays, count));
        }

        await writer.WriteEndAsync();
    }
}
