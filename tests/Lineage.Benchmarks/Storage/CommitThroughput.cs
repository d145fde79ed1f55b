using System.Diagnostics;
using System.Globalization;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite;

namespace Lineage.Benchmarks.Storage;

/// <summary>
/// What group commit is worth: durable commits of one node with its audit entry by one writer, each waiting for the one before, and by many writers at once.
/// Both run in turn in one process, each time on an empty store, and medians are compared.
/// </summary>
public static class CommitThroughput
{
    private const int Runs = 5;
    private const int ManyWriters = 64;
    private const int CommitsOfOne = 400;
    private const int CommitsOfMany = 12_800;

    /// <summary>Prints commits a second of both, and their ratio.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var one = new List<double>();
        var many = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var rates = (await MeasureAsync(1, CommitsOfOne, cancellationToken), await MeasureAsync(ManyWriters, CommitsOfMany, cancellationToken));

            // The first run warms up code and disk.
            if (run > 0)
            {
                one.Add(rates.Item1);
                many.Add(rates.Item2);
            }
        }

        await PrintAsync(output, "1 writer", one);
        await PrintAsync(output, $"{ManyWriters} writers", many);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ratio       {Median(many) / Median(one),10:F1}"));
    }

    private static async Task<double> MeasureAsync(int writers, int commits, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-commits-");
        try
        {
            await using var store = new SqliteLineageStore(Path.Combine(folder.FullName, "lineage.db"), TimeProvider.System);
            await store.InitializeAsync(cancellationToken);
            var next = 0;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(
                async () =>
                {
                    for (var number = Interlocked.Increment(ref next); number <= commits; number = Interlocked.Increment(ref next))
                    {
                        await store.CommitAsync(Change(number), cancellationToken);
                    }
                },
                cancellationToken)));
            return commits / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ChangeSet Change(int number)
    {
        var name = ResourceName.Parse(string.Create(CultureInfo.InvariantCulture, $"projects/p/sources/s{number}"), "name");
        return new ChangeSet
        {
            Nodes = [NodeWrite.Create(name, new Source { Type = "file", Uri = "file:x", Owner = "ann" })],
            Audit = [new AuditRecord("ann", "CreateSource", name, string.Empty, string.Empty)],
        };
    }

    private static Task PrintAsync(TextWriter output, string what, List<double> rates) => output.WriteLineAsync(
        string.Create(CultureInfo.InvariantCulture, $"{what,-11} {Median(rates),10:F0} commits/s   (runs: {string.Join(", ", rates.Select(r => r.ToString("F0", CultureInfo.InvariantCulture)))})"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
