using System.Runtime.CompilerServices;
using Lineage.Cli.Hosting;

namespace Lineage.Cli.Tests;

/// <summary>A fresh folder with a few tables, and the service itself on a real socket over a store in it.</summary>
public sealed class Workspace : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-cli-");
    private LocalServer? _server;

    public string Folder => _folder.FullName;

    public string Address => _server!.Address;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a text file in the folder.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["v1-snappy.parquet", "v2-zstd.parquet", "reversed-rows.parquet"])
        {
            System.IO.File.Copy(Path.Combine(Samples(), name), File(name));
        }

        _server = await LocalServer.StartAsync(File("server.db"), [Folder]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Runs a command line against the workspace's server.</summary>
    internal Task<Outcome> RunAsync(params string[] args) => CommandRun.InvokeAsync(Folder, [.. args, "--server", Address], cancellationToken: Token);

    private static string Samples([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../data-samples/interop"));
}
