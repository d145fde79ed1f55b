using Grpc.Core;
using Lineage.Core.Datasets;
using Microsoft.Extensions.DependencyInjection;

namespace Lineage.Server.Tests.Hosting;

/// <summary>A client that is gone leaves no work running.</summary>
public sealed class CancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fingerprint_CancelledByItsClient_StopsTheWork()
    {
        var files = new StalledFiles();
        await using var server = await StartAsync(files);
        using var stop = new CancellationTokenSource();
        var call = new V1.FingerprintService.FingerprintServiceClient(server.Invoker).FingerprintPath(new() { Path = "x" }, cancellationToken: stop.Token).AllAsync();
        await files.Opening.WaitAsync(Token);

        await stop.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        await files.Cancelled.WaitAsync(Token);
        Assert.Equal("FingerprintPath", await server.Probe.EndedAsync());
    }

    [Fact]
    public async Task Audit_BeyondItsDeadline_StopsTheWorkAndLogsNoError()
    {
        var files = new StalledFiles();
        await using var server = await StartAsync(files);
        var request = new V1.AuditTableRequest
        {
            Path = "x",
            EntityKeys = { "k" },
            LabelTimeColumn = "t",
            Histories = { new V1.FeatureHistory { Path = "h", KeyColumns = { "k" }, EventTimeColumn = "t", Features = { new V1.FeatureMapping { TableColumn = "f" } } } },
        };
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2);

        var call = new V1.PointInTimeService.PointInTimeServiceClient(server.Invoker).AuditTable(request, deadline: deadline).AllAsync();

        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        await files.Cancelled.WaitAsync(Token);
        Assert.Equal("AuditTable", await server.Probe.EndedAsync());
        Assert.DoesNotContain(server.Log.Entries, e => e.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private static Task<LineageServerFixture> StartAsync(StalledFiles files) =>
        LineageServerFixture.StartAsync(configure: services => services.AddSingleton<IDataFiles>(files));
}
