using System.Diagnostics;
using Grpc.Core;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;

namespace Lineage.Server.Tests.Services;

/// <summary>Paths that must not be read, or cannot.</summary>
public sealed class BadPathTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.FingerprintService.FingerprintServiceClient _client = new(server.Invoker);

    [Theory]
    [InlineData("../secret.parquet")]
    [InlineData("x/../../secret.parquet")]
    [InlineData("file:../secret.parquet")]
    [InlineData("{outside}")]
    [InlineData("file://{outside}")]
    [InlineData("{root}/../secret.parquet")]
    [InlineData("{rootUpper}/t.parquet")]
    [InlineData("{root}-other/t.parquet")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file:///%2e%2e/etc/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task FingerprintPath_OutsideTheRoots_IsRefused(string path)
    {
        var outside = TableFiles.CopySample("v1-snappy.parquet", Path.Combine(server.Folder, "secret.parquet"));
        var asked = path.Replace("{outside}", outside, StringComparison.Ordinal).Replace("{rootUpper}", server.DataRoot.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{root}", server.DataRoot, StringComparison.Ordinal);

        (await RefusedAsync(asked)).MustBe(StatusCode.InvalidArgument, "PATH_OUTSIDE_ROOTS", "path");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FingerprintPath_ByALinkThatLeadsOut_IsRefused(bool toFolder)
    {
        TableFiles.CopySample("v1-snappy.parquet", Path.Combine(server.Folder, "secret.parquet"));
        var name = $"out-{toFolder}";
        _ = toFolder
            ? Directory.CreateSymbolicLink(server.DataPath(name), server.Folder)
            : File.CreateSymbolicLink(server.DataPath(name), Path.Combine(server.Folder, "secret.parquet"));

        (await RefusedAsync(toFolder ? $"{name}/secret.parquet" : name)).MustBe(StatusCode.InvalidArgument, "PATH_OUTSIDE_ROOTS", "path");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0.parquet")]
    [InlineData("{long}")]
    public async Task FingerprintPath_ThatIsNoPath_IsRefused(string path) =>
        (await RefusedAsync(path.Replace("{long}", new string('x', 4_097), StringComparison.Ordinal))).MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", "path");

    [Theory]
    [InlineData("none.parquet")]
    [InlineData("none/none.parquet")]
    [InlineData("CASE.parquet")]
    [InlineData("folder")]
    [InlineData("folder/")]
    [InlineData("t.parquet/x")]
    [InlineData("s3://bucket/t.parquet")]
    public async Task FingerprintPath_OfNoFile_IsNotFoundAndTellsNoPathOfTheHost(string path)
    {
        Directory.CreateDirectory(server.DataPath("folder"));
        TableFiles.CopySample("v1-snappy.parquet", server.DataPath("t.parquet"));
        TableFiles.CopySample("v1-snappy.parquet", server.DataPath("case.parquet"));

        var refusal = await RefusedAsync(path);

        refusal.MustBe(StatusCode.NotFound, "DATA_UNREADABLE");
        Assert.DoesNotContain(server.DataRoot, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FingerprintPath_ByALinkToItself_CannotBeRead()
    {
        File.CreateSymbolicLink(server.DataPath("loop"), server.DataPath("loop"));

        Assert.Equal("DATA_UNREADABLE", (await RefusedAsync("loop")).Reason);
    }

    [Fact]
    public async Task FingerprintPath_OfAnEmptyFile_IsInvalidData()
    {
        await File.WriteAllBytesAsync(server.DataPath("empty.parquet"), [], TestContext.Current.CancellationToken);

        (await RefusedAsync("empty.parquet")).MustBe(StatusCode.InvalidArgument, "INVALID_DATA", "path");
    }

    [Fact]
    public async Task FingerprintPath_OfAPipe_IsRefusedAndDoesNotWait()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders");
        using var make = Process.Start("mkfifo", server.DataPath("pipe"));
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        (await RefusedAsync("pipe")).MustBe(StatusCode.InvalidArgument, "INVALID_DATA", "path");
    }

    [Fact]
    public async Task FingerprintPath_OfAFolderWithALinkThatLeadsOut_IsRefused()
    {
        var outside = TableFiles.CopySample("v1-snappy.parquet", Path.Combine(server.Folder, "secret.parquet"));
        TableFiles.CopySample("v1-snappy.parquet", server.DataPath("linked/a.parquet"));
        File.CreateSymbolicLink(server.DataPath("linked/b.parquet"), outside);

        (await RefusedAsync("linked")).MustBe(StatusCode.InvalidArgument, "PATH_OUTSIDE_ROOTS", "path");
    }

    [Fact]
    public async Task FingerprintPath_OfAFolderWithoutTables_IsNotFound()
    {
        Directory.CreateDirectory(server.DataPath("nothing"));
        var refused = await RefusedAsync("nothing");
        Assert.Equal((StatusCode.NotFound, "DATA_UNREADABLE"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task FingerprintPath_OfAFolder_IsOneTableWithItsPartitions()
    {
        TableFiles.CopySample("v1-snappy.parquet", server.DataPath("years/year=2025/a.parquet"));
        TableFiles.CopySample("v1-snappy.parquet", server.DataPath("years/year=2026/a.parquet"));
        var one = (await _client.FingerprintPath(new() { Path = "years/year=2025/a.parquet" }, cancellationToken: TestContext.Current.CancellationToken).AllAsync())[^1].Result.Fingerprint;

        var all = (await _client.FingerprintPath(new() { Path = "years" }, cancellationToken: TestContext.Current.CancellationToken).AllAsync())[^1].Result.Fingerprint;

        Assert.Equal(2 * one.Rows, all.Rows);
        Assert.Equal(one.Columns.Select(column => column.Name).Append("year").Order(StringComparer.Ordinal), all.Columns.Select(column => column.Name).Order(StringComparer.Ordinal));
    }

    private Task<Refusal> RefusedAsync(string path) => Refusal.OfAsync(_client.FingerprintPath(new() { Path = path }, cancellationToken: TestContext.Current.CancellationToken));
}
