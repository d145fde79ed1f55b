using System.Buffers.Binary;
using System.Text;
using Grpc.Core;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;

namespace Lineage.Server.Tests.Services;

/// <summary>Files below the roots that are no readable tables; the same by upload.</summary>
public sealed class BadTableTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.FingerprintService.FingerprintServiceClient _client = new(server.Invoker);

    [Theory]
    [InlineData("v1-snappy.parquet", 0.5)]
    [InlineData("v1-snappy.parquet", 0.99)]
    [InlineData("file.arrow", 0.5)]
    [InlineData("file.arrow", 0.99)]
    [InlineData("stream-lz4.arrow", 0.5)]
    public async Task FingerprintPathAndUpload_OfACutFile_AreRefused(string sample, double kept)
    {
        var bytes = await File.ReadAllBytesAsync(TableFiles.Sample(sample), TestContext.Current.CancellationToken);

        await MustBeInvalidAsync(bytes[..(int)(bytes.Length * kept)], "TRUNCATED", "CORRUPT");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("ARROW1\0\0")]
    public async Task FingerprintPathAndUpload_OfGarbage_AreRefused(string magic)
    {
        var bytes = new byte[5_000];
        new Random(7).NextBytes(bytes);
        Encoding.ASCII.GetBytes(magic).CopyTo(bytes, 0);

        await MustBeInvalidAsync(bytes, "NOT_A_TABLE", "TRUNCATED", "CORRUPT");
    }

    [Fact]
    public async Task FingerprintPathAndUpload_OfAFourGibibyteNameInAnArrowHeader_AreRefused()
    {
        var bytes = await File.ReadAllBytesAsync(TableFiles.Sample("stream-lz4.arrow"), TestContext.Current.CancellationToken);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("ratio"u8) - 4), uint.MaxValue);

        await MustBeInvalidAsync(bytes, "CORRUPT");
    }

    [Fact]
    public async Task FingerprintPath_OfMoreColumnsThanAllowed_IsExhausted()
    {
        await TableFiles.WriteAsync(server.DataPath("wide.arrow"), [.. Enumerable.Range(0, 10_001).Select(i => ($"c{i}", (object[])[]))]);

        (await Refusal.OfAsync(_client.FingerprintPath(new() { Path = "wide.arrow" }))).MustBe(StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
    }

    private async Task MustBeInvalidAsync(byte[] bytes, params string[] errors)
    {
        var name = $"{Guid.NewGuid():N}.data";
        await File.WriteAllBytesAsync(server.DataPath(name), bytes, TestContext.Current.CancellationToken);

        var byPath = await Refusal.OfAsync(_client.FingerprintPath(new() { Path = name }));
        var byUpload = await Refusal.OfAsync(() => _client.SendAsync(bytes.AsUpload(name: "up/../load\n")));

        byPath.MustBe(StatusCode.InvalidArgument, "INVALID_DATA");
        byUpload.MustBe(StatusCode.InvalidArgument, "INVALID_DATA");
        Assert.Contains(byPath.Metadata["error"], errors);
        Assert.Equal(byPath.Metadata["error"], byUpload.Metadata["error"]);
        Assert.Equal((name, "up/../load\\u000a"), (byPath.Metadata["file"], byUpload.Metadata["file"]));
        Assert.Empty(Directory.EnumerateFiles(server.SpoolFolder));
    }
}
