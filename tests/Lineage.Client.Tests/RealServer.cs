using Lineage.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Lineage.Client.Tests;

/// <summary>The service itself on a real socket, over a fresh SQLite file; the data roots are the samples and a fresh folder.</summary>
public sealed class RealServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-client-");
    private WebApplication? _app;

    public string Address => _app!.Urls.Single();

    /// <summary>A data root of its own.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    public LineageClient Connect(string actor = "") => new(new() { Address = Address, Actor = actor });

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        _app = await LineageServer.StartAsync(
        [
            $"--Store:Path={Path.Combine(_folder.FullName, "lineage.db")}",
            "--Listen:Port=0",
            $"--DataRoots:0={Samples.Folder}",
            $"--DataRoots:1={Data}",
            "--Logging:LogLevel:Default=None",
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
