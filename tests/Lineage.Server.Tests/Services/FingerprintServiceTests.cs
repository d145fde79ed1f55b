using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Server.Mapping;
using Lineage.Server.Tests.Hosting;
using TableFiles = Lineage.Server.Tests.Data.TableFiles;

namespace Lineage.Server.Tests.Services;

/// <summary>Fingerprints over a real socket: the same whatever the way, and the same as without the service.</summary>
public sealed class FingerprintServiceTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private const string Sample = "v1-gzip-small-pages.parquet";
    private readonly V1.FingerprintService.FingerprintServiceClient _client = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<FingerprintAlgorithm, RowOrder> Kinds =>
        new MatrixTheoryData<FingerprintAlgorithm, RowOrder>(Enum.GetValues<FingerprintAlgorithm>(), Enum.GetValues<RowOrder>());

    [Theory]
    [InlineData("relative")]
    [InlineData("below/../relative")]
    [InlineData("absolute")]
    [InlineData("uri")]
    [InlineData("link")]
    public async Task FingerprintPath_HoweverItIsWritten_IsTheLocalOne(string form)
    {
        var file = TableFiles.CopySample(Sample, server.DataPath($"{Guid.NewGuid():N} ü.parquet"));
        var path = form switch
        {
            "relative" => Path.GetFileName(file),
            "absolute" => file,
            "uri" => new Uri(file).AbsoluteUri,
            "link" => Path.GetFileName(File.CreateSymbolicLink(server.DataPath($"{Guid.NewGuid():N}"), file).FullName),
            _ => $"below/../{Path.GetFileName(file)}",
        };

        var messages = await _client.FingerprintPath(new() { Path = path }, cancellationToken: Token).AllAsync();

        Assert.Equal(await LocalAsync(new()), messages[^1].Result);
    }

    [Fact]
    public async Task FingerprintPath_Progress_GrowsAndOnlyTheLastMessageHasTheResult()
    {
        TableFiles.CopySample("v2-brotli-groups.parquet", server.DataPath("progress.parquet"));

        var messages = await _client.FingerprintPath(new() { Path = "progress.parquet" }, cancellationToken: Token).AllAsync();

        Assert.NotNull(messages[^1].Result);
        Assert.All(messages.SkipLast(1), m => Assert.Null(m.Result));
        Assert.Equal(messages.Select(m => m.Rows).Order(), messages.Select(m => m.Rows));
        Assert.Equal((70, 70), (messages[^1].Rows, messages[^1].TotalRows));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FingerprintPathAndUpload_OfEveryKind_AreTheLocalOne(FingerprintAlgorithm algorithm, RowOrder order)
    {
        TableFiles.CopySample(Sample, server.DataPath("kinds.parquet"));
        var options = new V1.FingerprintOptions { Algorithm = algorithm.To<FingerprintAlgorithm, V1.FingerprintAlgorithm>(), Order = order.To<RowOrder, V1.RowOrder>() };

        var byPath = await _client.FingerprintPath(new() { Path = "kinds.parquet", Options = options }, cancellationToken: Token).AllAsync();
        var byUpload = await _client.SendAsync((await BytesAsync()).AsUpload(options: options));

        var local = await LocalAsync(new() { Algorithm = algorithm, Order = order });
        Assert.Equal(local, byPath[^1].Result);
        Assert.Equal(local, byUpload);
        Assert.Equal((options.Algorithm, options.Order), (byUpload.Fingerprint.Algorithm, byUpload.Fingerprint.Order));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1 << 20)]
    public async Task FingerprintUpload_InChunks_LeavesNothingBehind(int chunk)
    {
        var description = await _client.SendAsync((await BytesAsync()).AsUpload(chunk));

        Assert.Equal(await LocalAsync(new()), description);
        Assert.Empty(Directory.EnumerateFiles(server.SpoolFolder));
    }

    [Fact]
    public async Task FingerprintUpload_EmptyChunks_AreNoBytes()
    {
        var parts = (await BytesAsync()).AsUpload().SelectMany(p => p.Header is null ? [p, new() { Chunk = Google.Protobuf.ByteString.Empty }] : new[] { p });

        Assert.Equal(70, (await _client.SendAsync(parts)).Fingerprint.Rows);
    }

    [Fact]
    public async Task FingerprintPath_OfATableWithoutRows_Works()
    {
        await TableFiles.WriteAsync(server.DataPath("none.arrow"), ("a", []), ("b", []));

        var result = (await _client.FingerprintPath(new() { Path = "none.arrow" }, cancellationToken: Token).AllAsync())[^1].Result;

        Assert.Equal(0, result.Fingerprint.Rows);
        Assert.Equal(["a", "b"], result.Fingerprint.Columns.Select(c => c.Name));
        Assert.Equal(2, result.Profile.Columns.Count);
    }

    [Fact]
    public async Task FingerprintPath_OfTenThousandColumns_Works()
    {
        await TableFiles.WriteAsync(server.DataPath("wide.arrow"), [.. Enumerable.Range(0, 10_000).Select(i => ($"c{i}", (object[])[1.0]))]);

        var result = (await _client.FingerprintPath(new() { Path = "wide.arrow" }, cancellationToken: Token).AllAsync())[^1].Result;

        Assert.Equal(10_000, result.Fingerprint.Columns.Count);
    }

    [Fact]
    public async Task CompareFingerprints_ByFingerprintAndByName_SaysWhatChanged()
    {
        await TableFiles.WriteAsync(server.DataPath("before.arrow"), ("a", [1.0, 2.0]), ("b", [1.0, 2.0]), ("gone", [0.0, 0.0]));
        await TableFiles.WriteAsync(server.DataPath("after.arrow"), ("a", [1.0, 2.0]), ("b", [1.0, 3.0]), ("new", [0.0, 0.0]));
        var before = (await _client.FingerprintPath(new() { Path = "before.arrow" }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
        var after = (await _client.FingerprintPath(new() { Path = "after.arrow" }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
        var projects = new V1.ProjectService.ProjectServiceClient(server.Invoker);
        await projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = "before", Source = new() { Fingerprint = before } }, cancellationToken: Token);

        var byFingerprint = await _client.CompareFingerprintsAsync(new() { BeforeFingerprint = before, AfterFingerprint = after }, cancellationToken: Token);
        var byName = await _client.CompareFingerprintsAsync(new() { BeforeName = "projects/default/sources/before", AfterFingerprint = after }, cancellationToken: Token);
        var same = await _client.CompareFingerprintsAsync(
            new() { BeforeName = "projects/default/sources/before", AfterName = "projects/default/sources/before" }, cancellationToken: Token);

        Assert.Equal(V1.ComparisonVerdict.Different, byFingerprint.Verdict);
        Assert.Equal(["new"], byFingerprint.AddedColumns);
        Assert.Equal(["gone"], byFingerprint.RemovedColumns);
        Assert.Equal(["b"], byFingerprint.ChangedColumns);
        Assert.Equal(byFingerprint, byName);
        Assert.Equal(V1.ComparisonVerdict.Identical, same.Verdict);
    }

    private static Task<byte[]> BytesAsync() => File.ReadAllBytesAsync(TableFiles.Sample(Sample), Token);

    private static async Task<V1.TableDescription> LocalAsync(FingerprintOptions options)
    {
        await using var table = await TableSource.OpenAsync(TableFiles.Sample(Sample), ct: Token);
        return (await Fingerprinter.DescribeAsync(table, options, ct: Token)).ToWire();
    }
}
