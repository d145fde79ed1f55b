return await Lineage.Cli.CommandLine.InvokeAsync(args, Lineage.Cli.Terminal.OfProcess());
