using System.Net;
using System.Text;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Hosting;

/// <summary>In a process of its own, because instrumentation sees everything in a process.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-telemetry-");
    private readonly TaskCompletionSource _traced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _measured = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Server_WithACollector_ExportsTracesAndMetricsOfItsCallsAndEndsWell()
    {
        await using var collector = await CollectorAsync();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        };
        var (server, address) = await ServerProcess.StartAsync(environment, $"--Store:Path={_folder.FullName}/lineage.db", "--Listen:Port=0");
        using (server)
        {
            using var channel = GrpcChannel.ForAddress(address);
            await new V1.ProjectService.ProjectServiceClient(channel).GetProjectAsync(new() { Name = "projects/default" });

            await _traced.Task.WaitAsync(TestContext.Current.CancellationToken);
            await _measured.Task.WaitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, await server.TerminateAsync());
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Takes whatever is exported to it, and looks for what one call must leave.</summary>
    private async Task<WebApplication> CollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, e => e.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            if (context.Request.Path == Traces && text.Contains("lineage.v1.ProjectService/GetProject", StringComparison.Ordinal))
            {
                _traced.TrySetResult();
            }

            if (context.Request.Path == Metrics && text.Contains("http.server.request.duration", StringComparison.Ordinal))
            {
                _measured.TrySetResult();
            }

            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        await app.StartAsync();
        return app;
    }
}
