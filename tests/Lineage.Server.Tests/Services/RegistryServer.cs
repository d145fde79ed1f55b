using Grpc.Core;
using Grpc.Net.Client;
using Lineage.Core.Storage;
using Lineage.Server.Interceptors;
using Lineage.Server.Services;
using Lineage.Storage.Conformance.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Services;

/// <summary>The registry's services on a real socket over the store in memory, with a project <c>projects/p</c>.</summary>
public sealed class RegistryServer : IAsyncLifetime
{
    private WebApplication? _app;
    private GrpcChannel? _channel;

    /// <summary>How the streams of both directions ended.</summary>
    internal StreamEnds Streams { get; } = new();

    public CallInvoker Invoker => _channel!.CreateCallInvoker();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILineageStore, ReferenceStore>().AddRegistry().AddConsistency();
        builder.Services.AddSingleton(Streams).AddGrpc(g =>
        {
            g.Interceptors.Add<StreamEnds>();
            g.Interceptors.Add<ErrorInterceptor>();
        });
        _app = builder.Build();
        _app.MapRegistry();
        _app.MapConsistency();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _channel = GrpcChannel.ForAddress(address);
        await new V1.ProjectService.ProjectServiceClient(Invoker).CreateProjectAsync(new() { ProjectId = "p", Project = new() { Owner = "ann" } });
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
