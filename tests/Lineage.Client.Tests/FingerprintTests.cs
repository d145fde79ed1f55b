using Grpc.Core;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Client.Tests;

/// <summary>Fingerprints made here, there, and of an upload.</summary>
public sealed class FingerprintTests(RealServer server) : IClassFixture<RealServer>
{
    private const int ManyRows = 50_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => Samples.Names;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Fingerprint_LocalUploadedAndByPath_IsTheSame(string name)
    {
        using var client = server.Connect();
        foreach (var options in new[] { null, new V1.FingerprintOptions { Algorithm = V1.FingerprintAlgorithm.Sha256, Order = V1.RowOrder.Ordered } })
        {
            var local = await LineageClient.FingerprintFileAsync(Samples.File(name), options, cancellationToken: Token);

            Assert.NotEqual(0, local.Fingerprint.Rows);
            Assert.Equal(local, await client.UploadAsync(Samples.File(name), options, cancellationToken: Token));
            Assert.Equal(local, await client.FingerprintPathAsync(name, options, cancellationToken: Token));
        }
    }

    [Fact]
    public async Task Upload_OfManyChunks_TellsItsProgress()
    {
        using var client = server.Connect();
        var file = await BigFileAsync();
        var progress = new Recorder<UploadProgress>();

        var uploaded = await client.UploadAsync(file, progress: progress, cancellationToken: Token);

        var size = new FileInfo(file).Length;
        Assert.Equal(await LineageClient.FingerprintFileAsync(file, cancellationToken: Token), uploaded);
        Assert.True(progress.Values.Count > 1);
        Assert.All(progress.Values, p => Assert.Equal(size, p.TotalBytes));
        Assert.Equal(size, progress.Values[^1].Bytes);
    }

    [Fact]
    public async Task Fingerprint_OfManyRows_TellsItsProgress()
    {
        using var client = server.Connect();
        var file = await BigFileAsync();
        var (here, there) = (new Recorder<ReadProgress>(), new Recorder<ReadProgress>());

        await LineageClient.FingerprintFileAsync(file, progress: here, cancellationToken: Token);
        await client.FingerprintPathAsync(Path.GetFileName(file), progress: there, cancellationToken: Token);

        Assert.Equal(ManyRows, here.Values[^1].Rows);
        Assert.Equal(new(ManyRows, ManyRows), there.Values[^1]);
    }

    [Fact]
    public async Task Upload_OfGarbage_SaysThatItIsNoTable()
    {
        using var client = server.Connect();
        using var data = new MemoryStream(new byte[1 << 20]);

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.UploadAsync(data, data.Length, "zeros.parquet", cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, V1.ErrorReason.InvalidData), (failed.StatusCode, failed.Reason));
        Assert.Contains("zeros.parquet", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_LargerThanAllowed_IsRefusedBeforeItsEnd()
    {
        using var client = server.Connect();
        using var endless = new EndlessStream();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.UploadAsync(endless, 1L << 40, "endless", cancellationToken: Token));

        Assert.Equal((StatusCode.ResourceExhausted, V1.ErrorReason.LimitExceeded), (failed.StatusCode, failed.Reason));
    }

    [Fact]
    public async Task Upload_ThatEndsEarly_FailsHere()
    {
        using var client = server.Connect();
        using var data = new MemoryStream(new byte[100]);

        await Assert.ThrowsAsync<EndOfStreamException>(() => client.UploadAsync(data, 101, "short", cancellationToken: Token));
    }

    [Fact]
    public async Task Upload_ThatIsCancelled_ThrowsOperationCanceled()
    {
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        using var endless = new EndlessStream();
        var progress = new Recorder<UploadProgress> { OnReport = stop.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.UploadAsync(endless, 1L << 32, "endless", progress: progress, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task FingerprintPath_OutsideTheRoots_IsRefused()
    {
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.FingerprintPathAsync("../README.md", cancellationToken: Token));

        Assert.Equal(V1.ErrorReason.PathOutsideRoots, failed.Reason);
    }

    [Fact]
    public async Task FingerprintFile_OfAText_IsNoTable() =>
        await Assert.ThrowsAsync<TableFormatException>(() => LineageClient.FingerprintFileAsync(Samples.File("README.md"), cancellationToken: Token));

    private async Task<string> BigFileAsync()
    {
        var path = Path.Combine(server.Data, $"{Guid.NewGuid():N}.arrow");
        var random = new Random(7);
        var values = new Apache.Arrow.DoubleArray.Builder();
        foreach (var _ in Enumerable.Range(0, ManyRows))
        {
            values.Append(random.NextDouble());
        }

        using var batch = new Apache.Arrow.RecordBatch.Builder().Append("value", nullable: false, values.Build()).Build();
        await using var file = File.Create(path);
        using var writer = new Apache.Arrow.Ipc.ArrowFileWriter(file, batch.Schema);
        await writer.WriteRecordBatchAsync(batch, Token);
        await writer.WriteEndAsync(Token);
        return path;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
