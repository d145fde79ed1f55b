using System.Net;
using Grpc.Net.Client;
using Lineage.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Benchmarks.Serving;

/// <summary>The service over a SQLite store in a folder of its own, and beside it the bare echo on the same Kestrel settings, each with one connection.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _service;
    private readonly WebApplication _echo;

    private ServingHost(string folder, WebApplication service, WebApplication echo)
    {
        _folder = folder;
        _service = service;
        _echo = echo;
        Service = GrpcChannel.ForAddress(service.Urls.Single());
        Echo = GrpcChannel.ForAddress(echo.Urls.Single());
    }

    public GrpcChannel Service { get; }

    public GrpcChannel Echo { get; }

    /// <summary>What the echo answers with where a name is not enough.</summary>
    public EchoAnswer Answer => _echo.Services.GetRequiredService<EchoAnswer>();

    public static async Task<ServingHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lineage-serving-").FullName;
        var service = await LineageServer.StartAsync(
            [$"--Store:Path={Path.Combine(folder, "lineage.db")}", "--Listen:Port=0", $"--DataRoots:0={folder}", "--Logging:LogLevel:Default=Warning"]);
        return new ServingHost(folder, service, await StartEchoAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        Echo.Dispose();
        await _service.DisposeAsync();
        await _echo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<WebApplication> StartEchoAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = new LimitOptions().StreamsPerConnection;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton<EchoAnswer>().AddGrpc();
        var echo = builder.Build();
        echo.MapGrpcService<EchoService>();
        echo.MapGrpcService<EchoModelService>();
        echo.MapGrpcService<EchoVectorService>();
        await echo.StartAsync();
        return echo;
    }
}
