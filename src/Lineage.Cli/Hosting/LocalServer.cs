using Lineage.Core.Errors;
using Lineage.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Lineage.Cli.Hosting;

/// <summary>The service in this process, on a free port of the loopback, silent.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private static readonly string[] Categories = ["Default", "Microsoft.AspNetCore", "Grpc"];
    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    /// <summary>Where it answers.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Starts it; it answers when the task completes.</summary>
    /// <param name="store">The SQLite file, which is made where it does not exist.</param>
    /// <param name="dataRoots">The folders below which files may be read.</param>
    /// <exception cref="CommandException">It cannot start; another process may hold the store.</exception>
    public static async Task<LocalServer> StartAsync(string store, IReadOnlyList<string> dataRoots) =>
        new(await StartAsync(
        [
            $"--Store:Path={store}",
            "--Listen:Port=0",
            .. dataRoots.Select((root, i) => $"--DataRoots:{i}={root}"),
            .. Categories.Select(category => $"--Logging:LogLevel:{category}=None"),
        ]));

    /// <summary>Starts the service, and says in one line why it cannot.</summary>
    internal static async Task<WebApplication> StartAsync(string[] arguments)
    {
        try
        {
            return await LineageServer.StartAsync(arguments);
        }
        catch (LineageException refused)
        {
            // A file that is no store will not become one by waiting.
            var mayPass = refused.Kind == ErrorKind.Unavailable && refused.Reason != ErrorReason.StoreIncompatible;
            throw new CommandException(refused.Message, mayPass ? ExitCodes.Unavailable : ExitCodes.Usage);
        }
        catch (ConfigurationException wrong)
        {
            throw new CommandException(wrong.Message);
        }
    }

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
