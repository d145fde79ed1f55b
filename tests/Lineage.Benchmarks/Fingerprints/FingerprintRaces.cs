using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Benchmarks.Fingerprints;

/// <summary>Fingerprints beside the fastest peer for each kind of work, on two threads.</summary>
internal sealed class FingerprintRaces(TextWriter output, BenchmarkTable table)
{
    private const int Threads = 2;
    private readonly Race _race = new(output, 5);

    public static async Task RunAsync(TextWriter output, long rows)
    {
        using var table = new BenchmarkTable(rows);
        table.CreateLow();
        var races = new FingerprintRaces(output, table);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, 13 columns, {Threads} threads, {Environment.ProcessorCount} processors, medians of 5"));
        await races.InParquetAsync();
        await races.InMemoryAsync();
    }

    private static FingerprintOptions Cryptographic { get; } = new() { Algorithm = FingerprintAlgorithm.Sha256 };

    private async Task InParquetAsync()
    {
        foreach (var (name, source, options) in ((string, string, string)[])[("snappy", BenchmarkTable.High, "COMPRESSION snappy"), ("zstd", BenchmarkTable.High, "COMPRESSION zstd"), ("dictionaries", BenchmarkTable.Low, "COMPRESSION snappy")])
        {
            var file = table.Write(source, $"{name}.parquet", options);
            await _race.RunAsync(
                $"Parquet, {name}",
                ("file to fingerprint", () => FingerprintAsync(file, new())),
                ("DuckDB sum(hash(all columns))", () => Run(() => table.Execute(BenchmarkTable.SumOfHashes(table.ColumnsOf(source), $"'{file}'")))),
                name == "dictionaries" ? 2 : 1.3);
            await PeakMemory.PrintAsync(output, file);
        }
    }

    private async Task InMemoryAsync()
    {
        var (schema, batches) = await LoadAsync(table.Write(BenchmarkTable.High, "plain.parquet", "COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1"));
        await _race.RunAsync(
            "in memory",
            ("fingerprint", () => Run(() => Fingerprint(schema, batches, new()))),
            ("DuckDB sum(hash(all columns))", () => Run(() => table.Execute(BenchmarkTable.SumOfHashes(table.ColumnsOf(BenchmarkTable.High), BenchmarkTable.High)))),
            4);
        PrintAllocations(schema, batches);
        await _race.RunAsync(
            "in memory, cryptographic",
            ("fingerprint", () => Run(() => Fingerprint(schema, batches, Cryptographic))),
            ("one SHA-256 a row", () => Run(() => HashRows(batches))),
            20);

        var arrow = table.PathOf("plain.arrow");
        await WriteArrowAsync(arrow, schema, table.PathOf("plain.parquet"));
        var snappy = table.PathOf("snappy.parquet");
        await _race.RunAsync(
            "Parquet, cryptographic",
            ("file to fingerprint", () => FingerprintAsync(snappy, Cryptographic)),
            ("openssl sha256 of the Arrow file", () => Run(() => OpenSsl(arrow))),
            1);
    }

    private static Task Run(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task FingerprintAsync(string file, FingerprintOptions options)
    {
        await using var source = await TableSource.OpenAsync(file);
        await Fingerprinter.ComputeAsync(source, options);
    }

    private static async Task<(Schema Schema, List<(CanonicalColumn[] Columns, int Rows)> Batches)> LoadAsync(string file)
    {
        await using var source = await TableSource.OpenAsync(file);
        var batches = new List<(CanonicalColumn[] Columns, int Rows)>();
        await foreach (var batch in source.ReadAsync())
        {
            batches.Add(([.. source.Schema.FieldsList.Select((field, i) => CanonicalColumn.Create(field, batch.Column(i), file))], batch.Length));
        }

        return (source.Schema, batches);
    }

    private static void Fingerprint(Schema schema, List<(CanonicalColumn[] Columns, int Rows)> batches, FingerprintOptions options)
    {
        var builders = new FingerprintBuilder[Threads];
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, worker =>
        {
            builders[worker] = new FingerprintBuilder(schema, options, "memory");
            for (var i = worker; i < batches.Count; i += Threads)
            {
                builders[worker].Append(batches[i].Columns, batches[i].Rows);
            }
        });
        for (var i = 1; i < Threads; i++)
        {
            builders[0].Merge(builders[i]);
        }

        builders[0].Finish();
    }

    /// <summary>The way that is no more than a loop: the canonical bytes of each row, and their SHA-256, added up in 256 bits, which proves nothing.</summary>
    private static void HashRows(List<(CanonicalColumn[] Columns, int Rows)> batches) =>
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, worker =>
        {
            var writer = new CanonicalWriter();
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            for (var i = worker; i < batches.Count; i += Threads)
            {
                for (var row = 0; row < batches[i].Rows; row++)
                {
                    writer.Clear();
                    foreach (var column in batches[i].Columns)
                    {
                        column.Encode(row, writer);
                    }

                    SHA256.HashData(writer.Written, digest);
                }
            }
        });

    private void PrintAllocations(Schema schema, List<(CanonicalColumn[] Columns, int Rows)> batches)
    {
        var builder = new FingerprintBuilder(schema, new(), "memory");
        builder.Append(batches[0].Columns, batches[0].Rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (columns, rows) in batches)
        {
            builder.Append(columns, rows);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in memory: {(GC.GetAllocatedBytesForCurrentThread() - before) / batches.Count} B allocated a batch, asked 0"));
    }

    private static async Task WriteArrowAsync(string path, Schema schema, string parquet)
    {
        await using var source = await TableSource.OpenAsync(parquet);
        await using var stream = File.Create(path);
        using var writer = new ArrowFileWriter(stream, schema);
        await foreach (var batch in source.ReadAsync())
        {
            await writer.WriteRecordBatchAsync(batch);
        }

        await writer.WriteEndAsync();
    }

    private static void OpenSsl(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }
}
