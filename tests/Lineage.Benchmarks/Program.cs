using Lineage.Benchmarks.Quality;
using Lineage.Benchmarks.Serving;
using Lineage.Benchmarks.Storage;

switch (args.FirstOrDefault())
{
    case "commits": await CommitThroughput.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "serving": await UnaryRates.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "quality": await HashQuality.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "fuzz": return await ReaderFuzzing.RunAsync(args.ElementAtOrDefault(1), Console.Out, CancellationToken.None);
    default: await Console.Error.WriteLineAsync("Say what to measure: commits, serving, quality, fuzz SECONDS."); return 2;
}
