using System.Diagnostics;
using System.Globalization;
using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Reading;

namespace Lineage.Benchmarks.Fingerprints;

/// <summary>What the fingerprint of a table costs after 1% of its rows was appended, against from scratch: medians of five, by two threads, all on files that the system has in memory.</summary>
internal static class AppendBenchmark
{
    private const int Repeats = 5;
    private const int Workers = 2;

    /// <summary>Measures, and writes a line for each way.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="rows">The rows before the append.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task RunAsync(TextWriter output, long rows, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-append-");
        try
        {
            var data = Directory.CreateDirectory(Path.Combine(folder.FullName, "table")).FullName;
            using (var table = new BenchmarkTable(rows + (rows / 100)))
            {
                table.Write(BenchmarkTable.High, Path.Combine(data, "0.parquet"), "COMPRESSION snappy", $"id < {rows}");
                table.Write(BenchmarkTable.High, Path.Combine(folder.FullName, "1.parquet"), "COMPRESSION snappy", $"id >= {rows}");
            }

            foreach (var algorithm in (FingerprintAlgorithm[])[FingerprintAlgorithm.Fast, FingerprintAlgorithm.Sha256])
            {
                await MeasureAsync(output, folder.FullName, data, new() { Algorithm = algorithm }, ct);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(TextWriter output, string folder, string data, FingerprintOptions options, CancellationToken ct)
    {
        var (grown, appended, manifest, kept) = (Path.Combine(data, "1.parquet"), Path.Combine(folder, "1.parquet"), Path.Combine(folder, "manifest"), Path.Combine(folder, "kept"));
        File.Delete(grown);
        File.Delete(kept);
        var before = await IncrementalAsync(data, kept, new() { Fingerprint = options, Workers = Workers }, ct);
        var state = before.State.ToBytes();
        File.Copy(appended, grown);
        var (batches, schema) = await BatchesAsync(appended, ct);

        string FromState()
        {
            var builder = FingerprintBuilder.From(FingerprintState.FromBytes(state), schema, "table");
            foreach (var batch in batches)
            {
                builder.Append(batch);
            }

            return builder.Finish().ToString();
        }

        async Task<string> FromManifestAsync(bool trusts) =>
            (await IncrementalAsync(data, manifest, new() { Fingerprint = options, TrustMetadata = trusts, Workers = Workers }, ct)).Fingerprint.ToString();

        var bytes = new DirectoryInfo(data).EnumerateFiles().Sum(file => file.Length);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{options.Algorithm}: {before.Fingerprint.Rows:N0} rows and {batches.Sum(batch => batch.Length):N0} more, {bytes / 1e6:F0} MB"));
        (string Name, Func<Task<string>> Work)[] ways =
        [
            ("from scratch", () => FromScratchAsync(data, options, ct)),
            ("manifest, bytes verified", () => FromManifestAsync(trusts: false)),
            ("manifest, metadata trusted", () => FromManifestAsync(trusts: true)),
            ("state, file of the new rows", () => FromFileAsync(appended, state, options, ct)),
            ("state, new rows in memory", () => Task.FromResult(FromState())),
        ];
        await CompareAsync(output, ways, () => File.Copy(kept, manifest, overwrite: true));
    }

    private static async Task CompareAsync(TextWriter output, (string Name, Func<Task<string>> Work)[] ways, Action prepare)
    {
        var times = ways.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
        var results = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round <= Repeats; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                prepare();
                var time = await TimeAsync(ways[i].Work, results);
                if (round > 0)
                {
                    times[i].Add(time);
                }
            }
        }

        if (results.Count != 1)
        {
            throw new InvalidOperationException($"The ways give different fingerprints: {string.Join(", ", results)}");
        }

        var scratch = Median(times[0]);
        for (var i = 0; i < ways.Length; i++)
        {
            var (wall, processor) = Median(times[i]);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {ways[i].Name,-28} {wall,9:F1} ms {processor,9:F1} ms of processors   {scratch.Wall / wall,7:F1}x {scratch.Processor / processor,7:F1}x"));
        }
    }

    private static async Task<(double Wall, double Processor)> TimeAsync(Func<Task<string>> work, HashSet<string> results)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        results.Add(await work());
        var wall = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return (wall.TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds);
    }

    private static (double Wall, double Processor) Median(List<(double Wall, double Processor)> times) =>
        (times.Select(time => time.Wall).Order().ElementAt(times.Count / 2), Math.Max(1, times.Select(time => time.Processor).Order().ElementAt(times.Count / 2)));

    private static async Task<string> FromScratchAsync(string data, FingerprintOptions options, CancellationToken ct)
    {
        await using var table = await FilesTableSource.OpenAsync(TableFiles.Find([data]), ct: ct);
        return (await Fingerprinter.ComputeAsync(table, options, Workers, ct: ct)).ToString();
    }

    private static async Task<string> FromFileAsync(string appended, byte[] state, FingerprintOptions options, CancellationToken ct)
    {
        await using var table = await TableSource.OpenAsync(appended, ct: ct);
        var sum = FingerprintState.FromBytes(state);
        sum.Add(await Fingerprinter.ComputeStateAsync(table, options, Workers, ct: ct));
        return sum.Finish().ToString();
    }

    private static async Task<IncrementalResult> IncrementalAsync(string data, string manifest, IncrementalOptions options, CancellationToken ct)
    {
        await using var table = await FilesTableSource.OpenAsync(TableFiles.Find([data]), ct: ct);
        return await IncrementalFingerprinter.RunAsync(table, manifest, options, ct: ct);
    }

    private static async Task<(List<RecordBatch> Batches, Schema Schema)> BatchesAsync(string file, CancellationToken ct)
    {
        await using var table = await TableSource.OpenAsync(file, ct: ct);
        var batches = new List<RecordBatch>();
        await foreach (var batch in table.ReadAsync(ct: ct))
        {
            batches.Add(batch);
        }

        return (batches, table.Schema);
    }
}
