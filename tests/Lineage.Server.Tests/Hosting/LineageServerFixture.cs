using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Lineage.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Hosting;

/// <summary>
/// The whole service as it is shipped: its configuration, its SQLite store in a fresh folder, a real socket. As a class fixture it serves all tests of a class;
/// <see cref="StartAsync"/> makes one for a test of its own.
/// </summary>
public sealed class LineageServerFixture : IAsyncLifetime
{
    private readonly string[] _more;
    private readonly Action<IServiceCollection>? _configure;
    private WebApplication? _app;
    private GrpcChannel? _channel;

    public LineageServerFixture()
        : this([], null)
    {
    }

    private LineageServerFixture(string[] more, Action<IServiceCollection>? configure)
    {
        _more = more;
        _configure = configure;
        Directory.CreateDirectory(DataRoot);
    }

    /// <summary>A folder of this server alone, removed with it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("lineage-server-").FullName;

    /// <summary>The only folder from which the server reads data by path.</summary>
    public string DataRoot => Path.Combine(Folder, "data");

    public string StorePath => Path.Combine(Folder, "store", "lineage.db");

    /// <summary>Where the server keeps uploads while it reads them.</summary>
    public string SpoolFolder => Path.Combine(Folder, "store", "uploads");

    public Uri Address => new(_app!.Urls.Single());

    public CallInvoker Invoker => _channel!.CreateCallInvoker();

    internal CapturedLog Log { get; } = new();

    internal CallProbe Probe { get; } = new();

    internal WebApplication App => _app!;

    /// <summary>The command line of a server over this folder.</summary>
    public string[] Arguments =>
    [
        $"--Store:Path={StorePath}", $"--DataRoots:0={DataRoot}", "--Listen:Port=0", "--Limits:UploadBytes=4194304", "--Limits:UploadSpaceBytes=4194304",
        "--Limits:MessageBytes=2097152", "--Logging:Console:LogLevel:Default=None", .. _more,
    ];

    /// <summary>A server of its own; the caller disposes it.</summary>
    /// <param name="more">Further arguments, over the others.</param>
    /// <param name="configure">Changes to the services.</param>
    /// <param name="prepare">Runs before the start, with the folder there.</param>
    public static async Task<LineageServerFixture> StartAsync(
        string[]? more = null, Action<IServiceCollection>? configure = null, Action<LineageServerFixture>? prepare = null)
    {
        var server = new LineageServerFixture(more ?? [], configure);
        try
        {
            prepare?.Invoke(server);
            await server.InitializeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _app = await LineageServer.StartAsync(Arguments, services =>
        {
            services.AddSingleton<ILoggerProvider>(Log).AddSingleton(Probe).Configure<GrpcServiceOptions>(o => o.Interceptors.Add<CallProbe>());
            _configure?.Invoke(services);
        });
        _channel = NewChannel();
    }

    /// <summary>Another client, with a connection of its own.</summary>
    public GrpcChannel NewChannel() => GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxSendMessageSize = null });

    /// <summary>Stops the server as a signal would: running calls may end.</summary>
    public Task StopAsync() => _app!.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>A file in the data root.</summary>
    public string DataPath(string name) => Path.Combine(DataRoot, name);

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
