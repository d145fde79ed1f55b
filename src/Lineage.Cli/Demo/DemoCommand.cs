using System.CommandLine;
using System.Text.Json.Nodes;
using Lineage.Cli.Output;

namespace Lineage.Cli.Demo;

/// <summary><c>lineage demo</c></summary>
internal static class DemoCommand
{
    public static Command Create(GlobalOptions options)
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where the store and the tables are kept; what is there already is gone on with.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ".lineage",
        };
        var data = new Option<string?>("--data") { Description = "The folder with the sample files; default: those that came with the command.", HelpName = "DIR" };
        var command = new CliCommand(
            "demo",
            "Follow one model on real flights from the raw file to production: register, fingerprint, audit, check and trace, by the real service.",
            "lineage demo",
            "lineage demo --folder somewhere/else",
            "lineage demo --json") { folder, data };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var place = new DemoFolder(run.Terminal.Folder, run.Get(folder)!);
            var console = new DemoConsole(run.Json ? run.Terminal.Messages : run.Output, run.Terminal);
            await DemoRun.RunAsync(DemoFolder.Samples(run.Get(data)), place, console, cancellationToken);
            if (run.Json)
            {
                run.Terminal.Out.WriteLine(ProtoJson.Line(Result(place, console)));
            }

            return console.Failed.Count == 0 ? ExitCodes.Fine : ExitCodes.Negative;
        });
    }

    private static JsonObject Result(DemoFolder place, DemoConsole console) => new()
    {
        ["passed"] = console.Failed.Count == 0,
        ["store"] = place.StorePath,
        ["seconds"] = Math.Round(console.Elapsed.TotalSeconds, 3),
        ["held"] = new JsonArray([.. console.Held.Select(h => JsonValue.Create(h))]),
        ["failed"] = new JsonArray([.. console.Failed.Select(f => JsonValue.Create(f))]),
    };
}
