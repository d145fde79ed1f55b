using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Client.Tests;

/// <summary>One service that a test wrote, on a real socket.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <param name="service">The service.</param>
    /// <param name="socket">A Unix domain socket to listen on; a free port of the loopback where null.</param>
    public static async Task<FakeServer> StartAsync<TService>(TService service, string? socket = null)
        where TService : class
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(socket is null ? "http://127.0.0.1:0" : $"http://unix:{socket}")
            .ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(service).AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<TService>();
        await app.StartAsync();
        return new(app);
    }

    public LineageClient Connect(Func<LineageClientOptions, LineageClientOptions>? change = null)
    {
        var options = new LineageClientOptions { Address = Address, RetryBackoff = TimeSpan.FromMilliseconds(1), MaxRetryBackoff = TimeSpan.FromMilliseconds(1) };
        return new(change is null ? options : change(options));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
