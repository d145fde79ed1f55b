using Lineage.Client;
using Lineage.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Lineage.Cli.Demo;

/// <summary>The real service in this process, on a free port of the loopback interface, and a client that talks to it over that socket.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoServer(WebApplication app)
    {
        _app = app;
        Address = app.Urls.Single();
        Client = new LineageClient(new() { Address = Address, Actor = "lineage demo" });
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>A client of it.</summary>
    public LineageClient Client { get; }

    /// <summary>Starts the service over the store in a folder.</summary>
    /// <exception cref="Lineage.Core.Errors.LineageException">Another process holds the store, or a newer version wrote it.</exception>
    public static async Task<DemoServer> StartAsync(DemoFolder folder) => new(await LineageServer.StartAsync(
    [
        $"--Store:Path={folder.StorePath}",
        $"--DataRoots:0={folder.DataRoot}",
        "--Listen:Address=127.0.0.1",
        "--Listen:Port=0",
        "--Listen:CertificatePath=",
        "--Logging:LogLevel:Default=None",
    ]));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _app.DisposeAsync();
    }
}
