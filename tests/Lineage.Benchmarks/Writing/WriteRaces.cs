using System.Globalization;
using Apache.Arrow;
using Lineage.Benchmarks.Fingerprints;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing;

namespace Lineage.Benchmarks.Writing;

/// <summary>A table in memory to a file, beside DuckDB's COPY of a table in its memory, on two threads. Ours is on the disk when it ends.</summary>
internal static class WriteRaces
{
    private const int Threads = 2;

    public static async Task RunAsync(TextWriter output, long rows, CancellationToken ct)
    {
        using var table = new BenchmarkTable(rows);
        table.CreateLow();
        var race = new Race(output, 5);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, 13 columns, {Threads} threads, {Environment.ProcessorCount} processors, medians of 5"));
        foreach (var name in (string[])[BenchmarkTable.High, BenchmarkTable.Low])
        {
            await using var memory = await LoadAsync(table, name, ct);
            foreach (var compression in Enum.GetValues<WriteCompression>())
            {
                var options = new WriteOptions { Workers = Threads, Compression = compression };
                var (ours, peer) = (table.PathOf("ours.parquet"), table.PathOf("peer.parquet"));
                var codec = compression == WriteCompression.None ? "uncompressed" : "snappy";
                await race.RunAsync(
                    $"{name}, {codec}",
                    ("memory to Parquet", () => TableWriter.WriteAsync(memory, ours, TableFormat.Parquet, options, null, ct)),
                    ("DuckDB COPY", () => Task.Run(() => table.Execute($"COPY {name} TO '{peer}' (FORMAT parquet, COMPRESSION {codec})"), ct)),
                    1);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {new FileInfo(ours).Length:N0} bytes beside {new FileInfo(peer).Length:N0}"));
            }
        }
    }

    /// <summary>The rows as plain arrays in batches of 65,536.</summary>
    private static async Task<MemoryTableSource> LoadAsync(BenchmarkTable table, string name, CancellationToken ct)
    {
        var (parquet, arrow) = (table.Write(name, "source.parquet", "COMPRESSION snappy"), table.PathOf("source.arrow"));
        await using (var source = await TableSource.OpenAsync(parquet, null, ct))
        {
            await TableWriter.WriteAsync(source, arrow, TableFormat.ArrowFile, new() { RowGroupRows = 1 << 16 }, null, ct);
        }

        await using var plain = await TableSource.OpenAsync(arrow, null, ct);
        var batches = new List<RecordBatch>();
        await foreach (var batch in plain.ReadAsync(null, ct))
        {
            batches.Add(batch);
        }

        return new(plain.Schema, batches, name);
    }
}
