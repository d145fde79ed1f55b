using System.Globalization;
using Lineage.Benchmarks.Fingerprints;
using Lineage.Benchmarks.PointInTime;
using Lineage.Benchmarks.Quality;
using Lineage.Benchmarks.Serving;
using Lineage.Benchmarks.Storage;

switch (args.FirstOrDefault())
{
    case "fingerprints": await FingerprintRaces.RunAsync(Console.Out, args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000); return 0;
    case "append": await AppendBenchmark.RunAsync(Console.Out, args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000, CancellationToken.None); return 0;
    case "peak-memory": await PeakMemory.MeasureAsync(Console.Out, args[1]); return 0;
    case "gather": await GatherBenchmark.RunAsync(Console.Out, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000, CancellationToken.None); return 0;
    case "commits": await CommitThroughput.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "serving": await UnaryRates.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "quality": await HashQuality.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "fuzz": return await ReaderFuzzing.RunAsync(args.ElementAtOrDefault(1), Console.Out, CancellationToken.None);
    default: await Console.Error.WriteLineAsync("Say what to measure: fingerprints [ROWS], append [ROWS], commits, serving, quality, fuzz SECONDS."); return 2;
}
