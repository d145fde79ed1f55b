using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace Lineage.Cli.Hosting;

/// <summary><c>lineage serve</c></summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    private const int DefaultPort = 5080;

    public static Command Create(GlobalOptions options)
    {
        var port = new Option<int>("--port") { Description = "The port; 0 for a free one.", DefaultValueFactory = _ => DefaultPort };
        var address = new Option<string>("--address") { Description = "The IP address; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1" };
        var roots = new Option<string[]>("--data-root") { Description = "A folder below which files may be read; may be repeated. Default: the working folder.", HelpName = "DIR" };
        var command = new CliCommand(
            Name,
            $"Run the service until Ctrl-C, on {Connection.DefaultStore} or --store.",
            "lineage serve",
            "lineage serve --store /var/lib/lineage/lineage.db --port 5080 --address 0.0.0.0 --data-root /data") { port, address, roots };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var folders = run.Get(roots) is { Length: > 0 } given ? given : [run.Terminal.Folder];
            var store = Path.Combine(run.Terminal.Folder, run.Store ?? Connection.DefaultStore);
            await using var app = await LocalServer.StartAsync(LocalServer.Arguments(store, run.Get(port), folders, $"--Listen:Address={run.Get(address)}"));
            await run.Terminal.Error.WriteLineAsync($"serving {store} on {app.Urls.First()}; stop with Ctrl-C");
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Fine;
        });
    }
}
