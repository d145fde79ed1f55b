using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Server.Data;
using Lineage.Server.Interceptors;
using Lineage.Server.Services;
using Lineage.Storage.Sqlite;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lineage.Server.Hosting;

/// <summary>The service as a host: configuration, store, services, and their life.</summary>
public static class LineageServer
{
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
        catch (Exception refused) when (refused is ConfigurationException or LineageException or IOException or UnauthorizedAccessException)
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
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("LINEAGE_").AddCommandLine(args);
        var options = OptionsOf(builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => Listen(k, options));
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownSeconds));
        AddServices(builder.Services, options);
        AddTelemetry(builder);
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

    private static ServerOptions OptionsOf(IConfiguration configuration)
    {
        ServerOptions options;
        try
        {
            options = configuration.Get<ServerOptions>() ?? new ServerOptions();
        }
        catch (InvalidOperationException wrong)
        {
            throw new ConfigurationException(wrong.InnerException is null ? wrong.Message : $"{wrong.Message} {wrong.InnerException.Message}");
        }

        var problems = string.Join("; ", options.Problems());
        return problems.Length == 0 ? options : throw new ConfigurationException(problems);
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

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.Limits.StreamsPerConnection;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(IPAddress.Parse(options.Listen.Address), options.Listen.Port, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            if (options.Listen.CertificatePath.Length > 0)
            {
                endpoint.UseHttps(Certificate(options.Listen));
            }
        });
    }

    private static X509Certificate2 Certificate(ListenOptions listen)
    {
        try
        {
            if (Path.GetExtension(listen.CertificatePath) is ".pfx" or ".p12")
            {
                return X509CertificateLoader.LoadPkcs12FromFile(listen.CertificatePath, listen.Password);
            }

            var key = listen.KeyPath.Length > 0 ? listen.KeyPath : null;
            return listen.Password.Length > 0
                ? X509Certificate2.CreateFromEncryptedPemFile(listen.CertificatePath, listen.Password, key)
                : X509Certificate2.CreateFromPemFile(listen.CertificatePath, key);
        }
        catch (System.Security.Cryptography.CryptographicException wrong)
        {
            throw new ConfigurationException($"Listen:CertificatePath '{listen.CertificatePath}' cannot be used: {wrong.Message}");
        }
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
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
    }

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
        if (await store.FindAsync(ResourceRegistry.DefaultProject, CancellationToken.None) is null)
        {
            var context = new RequestContext("lineage", "Start", string.Empty, string.Empty);
            var project = new Project { Description = "The project that is meant where none is named." };
            await services.GetRequiredService<ResourceRegistry>().CreateAsync(
                context, ResourceRegistry.DefaultProject, "project", project, new Violations(), CancellationToken.None);
        }
    }
}
