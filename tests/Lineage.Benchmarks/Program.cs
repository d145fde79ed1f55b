using Lineage.Benchmarks.Serving;
using Lineage.Benchmarks.Storage;

switch (args.FirstOrDefault())
{
    case "commits": await CommitThroughput.RunAsync(Console.Out, CancellationToken.None); return 0;
    case "serving": await UnaryRates.RunAsync(Console.Out, CancellationToken.None); return 0;
    default: await Console.Error.WriteLineAsync("Say what to measure: commits, serving."); return 2;
}
