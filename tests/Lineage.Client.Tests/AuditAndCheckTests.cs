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

    [Fact]
    public async Task BuildTable_WithProgress_GivesTheVersionItsSplitsAndTheReport()
    {
        var service = new FakePointInTime();
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();
        var progress = new Recorder<StageProgress>();

        var built = await client.BuildTableAsync(new() { Parent = "d" }, progress, Token);

        Assert.Equal(("d/versions/1.0.0", "train", 5L), (built.DatasetVersion.Name, Assert.Single(built.Splits).Name, built.Report!.Rows));
        Assert.Equal([new("join", 2), new("done", 5)], progress.Values);
        Assert.NotEmpty(service.RequestId!);
    }

    [Fact]
    public async Task ReplayBuild_ThatComesOutOtherwise_IsAResult()
    {
        await using var server = await FakeServer.StartAsync(new FakePointInTime());
        using var client = server.Connect();

        var (report, certificate) = await client.ReplayBuildAsync(new() { DatasetVersion = "v", StoreCertificate = true }, cancellationToken: Token);

        Assert.Equal((false, "projects/default/certificates/r"), (report.Reproduced, certificate));
    }

    [Fact]
    public async Task BuildTable_WhoseStreamHasNoVersion_IsDataLoss()
    {
        await using var server = await FakeServer.StartAsync(new FakePointInTime { Unfinished = true });
        using var client = server.Connect();

        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<LineageRpcException>(() => client.BuildTableAsync(new(), cancellationToken: Token))).StatusCode);
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

        public override async Task BuildTable(V1.BuildTableRequest request, IServerStreamWriter<V1.BuildTableResponse> responseStream, ServerCallContext context)
        {
            RequestId = request.RequestId;
            await responseStream.WriteAsync(new() { Stage = "join", Rows = 2 }, context.CancellationToken);
            if (!Unfinished)
            {
                var version = new V1.DatasetVersion { Name = $"{request.Parent}/versions/1.0.0" };
                await responseStream.WriteAsync(new() { Stage = "done", Rows = 5, Report = new() { Rows = 5 }, DatasetVersion = version, Splits = { new V1.Split { Name = "train" } } }, context.CancellationToken);
            }
        }

        public override async Task ReplayBuild(V1.ReplayBuildRequest request, IServerStreamWriter<V1.ReplayBuildResponse> responseStream, ServerCallContext context) =>
            await responseStream.WriteAsync(new() { Report = new(), Certificate = request.StoreCertificate ? "projects/default/certificates/r" : string.Empty }, context.CancellationToken);
    }
}
