using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace Lineage.Cli.Hosting;

/// <summary><c>lineage serve</c></summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(GlobalOptions options)
    {
        var port = new Option<int?>("--port") { Description = "The port; 0 for a free one. Default: 5080." };
        var address = new Option<string?>("--address") { Description = "The IP address; 0.0.0.0 for all. Default: 127.0.0.1." };
        var roots = new Option<string[]>("--data-root") { Description = "A folder below which files may be read; may be repeated. Default: the working folder.", HelpName = "DIR" };
        var command = new CliCommand(
            Name,
            $"Run the service until Ctrl-C, on {Connection.DefaultStore} or --store. What is not given here is taken from the environment, as LINEAGE_Store__Path.",
            "lineage serve",
            "lineage serve --store /var/lib/lineage/lineage.db --port 5080 --address 0.0.0.0 --data-root /data") { port, address, roots };
        return command.Does(options, async (run, cancellationToken) =>
        {
            await using var app = await LocalServer.StartAsync([.. Settings(run, run.Get(port), run.Get(address), run.Get(roots) ?? [])]);
            await run.Terminal.Error.WriteLineAsync($"serving on {app.Urls.First()}; stop with Ctrl-C");
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Fine;
        });
    }

    /// <summary>What the command line says, and the working folder's store and files where neither it nor the environment says anything.</summary>
    private static IEnumerable<string> Settings(Invocation run, int? port, string? address, IReadOnlyList<string> roots)
    {
        if (run.Store is not null || !IsSet("LINEAGE_Store__Path"))
        {
            yield return $"--Store:Path={Path.Combine(run.Terminal.Folder, run.Store ?? Connection.DefaultStore)}";
        }

        if (port is not null)
        {
            yield return $"--Listen:Port={port}";
        }

        if (address is not null)
        {
            yield return $"--Listen:Address={address}";
        }

        IReadOnlyList<string> folders = roots.Count > 0 ? roots : IsSet("LINEAGE_DataRoots__0") ? [] : [run.Terminal.Folder];
        for (var i = 0; i < folders.Count; i++)
        {
            yield return $"--DataRoots:{i}={folders[i]}";
        }

        bool IsSet(string variable) => !string.IsNullOrEmpty(run.Terminal.Environment(variable));
    }
}
