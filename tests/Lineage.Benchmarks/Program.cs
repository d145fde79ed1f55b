using Lineage.Benchmarks.Serving;

switch (args.FirstOrDefault())
{
    case "serving": await UnaryRates.RunAsync(Console.Out, CancellationToken.None); return 0;
    default: return 2;
}
