using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Grpc.Net.Compression;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Core.Training;
using Lineage.Server.Data;
using Lineage.Server.Interceptors;
using Lineage.Server.Services;
using Lineage.Storage.Sqlite;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lineage.Server.Hosting;

/// <summary>The service as a host: configuration, store, services, and their life.</summary>
public static class LineageServer
{
    private const string Prefix = "LINEAGE_";
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs the service until it is told to stop.</summary>
    /// <returns>0, or 2 where the service cannot start as it is configured; then the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await StartAsync(args);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refused) when (refused is ConfigurationException or LineageException or IOException or SocketException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"lineage cannot start: {refused.Message}");
            return 2;
        }
    }

    /// <summary>Starts the service; it serves when the task completes.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Changes to the services, for tests.</param>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    /// <exception cref="LineageException">The store is held by another process or was written by a newer version.</exception>
    public static async Task<WebApplication> StartAsync(string[] args, Action<IServiceCollection>? configure = null)
    {
        UseInvariantCulture();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = SettingsFolder(args) });
        builder.Configuration.AddEnvironmentVariables(Prefix).AddCommandLine(args);
        var options = OptionsReader.Read(builder.Configuration);
        var https = ServerCertificate.Load(options.Listen);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => Listen(k, options, https));
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownSeconds));
        AddServices(builder.Services, options);
        AddTelemetry(builder);

        // A start that fails is thrown, and told in one line by whoever started; the host would log it as well, with the whole stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        try
        {
            await PrepareAsync(app.Services);
            app.MapRegistry();
            app.MapData();
            app.MapConsistency();
            app.MapGrpcHealthChecksService();
            app.MapGrpcReflectionService();
            await app.StartAsync();
            var roots = string.Join(", ", app.Services.GetRequiredService<DataRoots>().Folders);
            app.Logger.Started(options.Store.Path, string.Join(", ", app.Urls), roots);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where <c>appsettings.json</c> is: beside the program, or in the folder that is configured.</summary>
    private static string SettingsFolder(string[] args)
    {
        var configured = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddCommandLine(args).Build()["SettingsFolder"];
        return configured is null || Directory.Exists(configured)
            ? Path.GetFullPath(configured ?? AppContext.BaseDirectory)
            : throw new ConfigurationException($"SettingsFolder '{configured}' is no folder");
    }

    /// <summary>Numbers and dates are written one way everywhere; names are compared in normal form, which needs ICU.</summary>
    private static void UseInvariantCulture()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        if ("e\u0301".IsNormalized())
        {
            throw new ConfigurationException("Unicode normalisation does not work here: install ICU (libicu) and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        }
    }

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options, HttpsConnectionAdapterOptions? https)
    {
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.Limits.StreamsPerConnection;
        kestrel.Limits.MaxRequestBodySize = null;

        // A client that vanished without a word is found out, and what its calls hold is freed.
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        kestrel.Listen(IPAddress.Parse(options.Listen.Address), options.Listen.Port, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            if (https is not null)
            {
                endpoint.UseHttps(https);
            }
        });
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ILineageStore>(s => new SqliteLineageStore(options.Store.Path, s.GetRequiredService<TimeProvider>()));
        services.AddRegistry().AddData(options).AddConsistency();
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<StoreHealthCheck>("store");
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.Limits.MessageBytes;
            grpc.MaxSendMessageSize = options.Limits.MessageBytes;
            grpc.CompressionProviders = [.. Compressions(Math.Max(options.Limits.MessageBytes, options.Limits.FlightMessageBytes))];
            grpc.Interceptors.Add<ErrorInterceptor>();
        }).AddServiceOptions<FlightService>(flight => flight.MaxReceiveMessageSize = options.Limits.FlightMessageBytes);
    }

    private static IEnumerable<ICompressionProvider> Compressions(long most) =>
        [new BoundedCompression(new GzipCompressionProvider(CompressionLevel.Fastest), most), new BoundedCompression(new DeflateCompressionProvider(CompressionLevel.Fastest), most)];

    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("lineage"))
            .WithTracing(t => t.AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter());
    }

    /// <summary>The store is ready, leftovers are gone and the default project exists before the first call is answered.</summary>
    private static async Task PrepareAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<ILineageStore>();
        await store.InitializeAsync(CancellationToken.None);
        services.GetRequiredService<UploadSpool>().RemoveLeftovers();
        await services.GetRequiredService<IDataFolders>().RemoveLeftoversAsync(services.GetRequiredService<TableBuilds>().IsRegisteredAsync, CancellationToken.None);
        if (await store.FindAsync(ResourceRegistry.DefaultProject, CancellationToken.None) is null)
        {
            var context = new RequestContext("lineage", "Start", string.Empty, string.Empty);
            var project = new Project { Description = "The project that is meant where none is named." };
            await services.GetRequiredService<ResourceRegistry>().CreateAsync(
                context, ResourceRegistry.DefaultProject, "project", project, new Violations(), CancellationToken.None);
        }
    }
}
