using Google.Protobuf;
using Grpc.Core;
using Lineage.Server.Data;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lineage.Server.Tests.Services;

/// <summary>Uploads that break their word. None leaves a file or keeps its space.</summary>
public sealed class BadUploadTests : IAsyncLifetime
{
    private const int Limit = 4 * 1024 * 1024;
    private LineageServerFixture _server = null!;
    private V1.FingerprintService.FingerprintServiceClient _client = null!;

    private static byte[] Table { get; } = File.ReadAllBytes(TableFiles.Sample("v1-snappy.parquet"));

    public async ValueTask InitializeAsync()
    {
        _server = await LineageServerFixture.StartAsync();
        _client = new(_server.Invoker);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task Upload_OfAnotherLengthThanAnnounced_IsRefused(int more) =>
        (await RefusedAsync(Table.AsUpload(size: Table.Length + more))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "chunk");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task Upload_OfNoLength_IsRefused(long size) =>
        (await RefusedAsync(Table.AsUpload(size: size))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "header.size_bytes");

    [Theory]
    [InlineData(Limit + 1L)]
    [InlineData(long.MaxValue)]
    public async Task Upload_LargerThanTheLimit_IsExhaustedBeforeAByteIsKept(long size)
    {
        var refusal = await RefusedAsync(Table.AsUpload(size: size));

        refusal.MustBe(StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal("UploadBytes", refusal.Metadata["limit"]);
    }

    [Fact]
    public async Task Upload_WithoutAnyMessage_IsRefused() => (await RefusedAsync([])).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "header");

    [Fact]
    public async Task Upload_WithoutAHeader_IsRefused() => (await RefusedAsync(Table.AsUpload().Skip(1))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "header");

    [Fact]
    public async Task Upload_WithTwoHeaders_IsRefused() =>
        (await RefusedAsync(Table.AsUpload().Take(1).Concat(Table.AsUpload()))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "chunk");

    [Fact]
    public async Task Upload_WithAnEmptyMessage_IsRefused() =>
        (await RefusedAsync(Table.AsUpload().Take(1).Append(new()))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "chunk");

    [Fact]
    public async Task Upload_InAChunkBeyondItsLimit_IsRefused() =>
        (await RefusedAsync(new byte[Limit / 2].AsUpload(chunk: (1024 * 1024) + 1))).MustBe(StatusCode.InvalidArgument, "INVALID_UPLOAD", "chunk");

    [Fact]
    public async Task Upload_InAMessageBeyondItsLimit_IsExhausted()
    {
        var refusal = await RefusedAsync(new byte[Limit].AsUpload(chunk: Limit));

        Assert.Equal(StatusCode.ResourceExhausted, refusal.Code);
    }

    [Fact]
    public async Task Upload_WhenTheSpaceIsUsedUp_IsExhaustedUntilItIsFree()
    {
        using var stop = new CancellationTokenSource();
        using var first = _client.FingerprintUpload(cancellationToken: stop.Token);
        await first.RequestStream.WriteAsync(new() { Header = new() { SizeBytes = Limit } }, stop.Token);
        await first.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(new byte[10]) }, stop.Token);
        await UntilAsync(() => Spool.UsedBytes == Limit);

        var refusal = await RefusedAsync(Table.AsUpload());
        await _server.Probe.EndedAsync();
        await stop.CancelAsync();
        await _server.Probe.EndedAsync();

        refusal.MustBe(StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal("UploadSpaceBytes", refusal.Metadata["limit"]);
        Assert.Equal(70, (await _client.SendAsync(Table.AsUpload())).Fingerprint.Rows);
    }

    [Fact]
    public async Task Upload_ThatStopsMidway_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        using var call = _client.FingerprintUpload(cancellationToken: stop.Token);
        await call.RequestStream.WriteAsync(new() { Header = new() { SizeBytes = 100 } }, stop.Token);
        await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(new byte[10]) }, stop.Token);
        await UntilAsync(() => Spool.UsedBytes == 100 && Directory.EnumerateFiles(_server.SpoolFolder).Any());

        await stop.CancelAsync();

        Assert.Equal("FingerprintUpload", await _server.Probe.EndedAsync());
    }

    [Fact]
    public async Task Upload_OfAConnectionThatBreaks_LeavesNothing()
    {
        var channel = _server.NewChannel();
        var call = new V1.FingerprintService.FingerprintServiceClient(channel).FingerprintUpload(cancellationToken: TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new() { Header = new() { SizeBytes = 100 } }, TestContext.Current.CancellationToken);
        await UntilAsync(() => Spool.UsedBytes == 100);

        channel.Dispose();

        Assert.Equal("FingerprintUpload", await _server.Probe.EndedAsync());
    }

    [Fact]
    public async Task Upload_WithoutItsFolder_IsUnavailableAndKeepsNoSpace()
    {
        Directory.Delete(_server.SpoolFolder, recursive: true);

        (await RefusedAsync(Table.AsUpload())).MustBe(StatusCode.Unavailable, "DATA_UNREADABLE");

        Directory.CreateDirectory(_server.SpoolFolder);
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test did: no space stays used, and no file.
        Assert.Equal(0, Spool.UsedBytes);
        Assert.Empty(Directory.EnumerateFiles(_server.SpoolFolder));
        await _server.DisposeAsync();
    }

    private UploadSpool Spool => _server.App.Services.GetRequiredService<UploadSpool>();

    private Task<Refusal> RefusedAsync(IEnumerable<V1.FingerprintUploadRequest> parts) => Refusal.OfAsync(() => _client.SendAsync(parts));

    /// <summary>Yields until the server has come so far; the test's own limit of time is what ends a wait in vain.</summary>
    private static async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
