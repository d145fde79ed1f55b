using Grpc.Core;

namespace Lineage.Client.Tests;

/// <summary>Audits and checks against services that answer by the protocol.</summary>
public sealed class AuditAndCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AuditTable_WithProgress_GivesTheReportAndItsCertificate()
    {
        var service = new FakePointInTime();
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();
        var progress = new Recorder<StageProgress>();

        var (report, certificate) = await client.AuditTableAsync(new() { Path = "t.parquet", StoreCertificate = true }, progress, Token);

        Assert.Equal((true, 7L, "projects/default/certificates/c"), (report.Passed, report.Rows, certificate));
        Assert.Equal([new("reading", 3), new("reading", 7)], progress.Values);
        Assert.NotEmpty(service.RequestId!);
    }

    [Fact]
    public async Task CheckSplits_WithProgress_GivesTheReportAndItsCertificate()
    {
        await using var server = await FakeServer.StartAsync(new FakePointInTime());
        using var client = server.Connect();

        var (report, certificate) = await client.CheckSplitsAsync(new() { DatasetVersion = "v" }, cancellationToken: Token);

        Assert.Equal(("train", string.Empty), (Assert.Single(report.Splits).Split, certificate));
    }

    [Fact]
    public async Task AuditTable_WhoseStreamHasNoReport_IsDataLoss()
    {
        await using var server = await FakeServer.StartAsync(new FakePointInTime { Unfinished = true });
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.AuditTableAsync(new(), cancellationToken: Token));

        Assert.Equal(StatusCode.DataLoss, failed.StatusCode);
    }

    [Fact]
    public async Task AuditTable_OfAServiceThatIsUnavailableOnce_IsRetried()
    {
        var service = new FakePointInTime { Failures = 1 };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();

        Assert.True((await client.AuditTableAsync(new(), cancellationToken: Token)).Report.Passed);
    }

    private sealed class FakePointInTime : V1.PointInTimeService.PointInTimeServiceBase
    {
        private int _calls;

        public bool Unfinished { get; init; }

        public int Failures { get; init; }

        public string? RequestId { get; private set; }

        public override async Task AuditTable(V1.AuditTableRequest request, IServerStreamWriter<V1.AuditTableResponse> responseStream, ServerCallContext context)
        {
            RequestId = request.RequestId;
            if (Interlocked.Increment(ref _calls) <= Failures)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "not yet"));
            }

            await responseStream.WriteAsync(new() { Stage = "reading", Rows = 3 }, context.CancellationToken);
            if (!Unfinished)
            {
                var certificate = request.StoreCertificate ? "projects/default/certificates/c" : string.Empty;
                await responseStream.WriteAsync(new() { Stage = "reading", Rows = 7, Report = new() { Passed = true, Rows = 7 }, Certificate = certificate }, context.CancellationToken);
            }
        }

        public override async Task CheckSplits(V1.CheckSplitsRequest request, IServerStreamWriter<V1.CheckSplitsResponse> responseStream, ServerCallContext context)
        {
            await responseStream.WriteAsync(new() { Stage = "reading", Rows = 1 }, context.CancellationToken);
            await responseStream.WriteAsync(new() { Report = new() { Splits = { new V1.SplitRange { Split = "train" } } } }, context.CancellationToken);
        }
    }
}
