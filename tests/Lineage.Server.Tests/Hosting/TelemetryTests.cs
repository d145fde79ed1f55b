using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Hosting;

public sealed class TelemetryTests
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    [Fact]
    public async Task Server_WithACollector_ExportsTracesAndMetricsOfItsCalls()
    {
        var received = new Dictionary<string, TaskCompletionSource<string>> 
        {
            [Traces] = new(TaskCreationOptions.RunContinuationsAsynchronously),
            [Metrics] = new(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        await using var collector = await CollectorAsync(received);
        var server = await LineageServerFixture.StartAsync([$"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}"]);

        await new V1.ProjectService.ProjectServiceClient(server.Invoker).GetProjectAsync(new() { Name = "projects/default" });
        await server.DisposeAsync();

        var traces = await received[Traces].Task.WaitAsync(TestContext.Current.CancellationToken);
        var metrics = await received[Metrics].Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("lineage.v1.ProjectService/GetProject", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
    }

    /// <summary>Something that takes whatever is exported to it, as text with the bytes as they are.</summary>
    private static async Task<WebApplication> CollectorAsync(Dictionary<string, TaskCompletionSource<string>> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, e => e.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received[context.Request.Path].TrySetResult(System.Text.Encoding.Latin1.GetString(body.ToArray()));
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        await app.StartAsync();
        return app;
    }
}
