using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Hosting;

/// <summary>What is not a domain error: all of it goes to the log, and nothing but its number to the client.</summary>
public sealed class UnknownErrorTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private const string Secret = "the password is in /etc/secret";

    [Theory]
    [InlineData("unary")]
    [InlineData("server streaming")]
    [InlineData("client streaming")]
    public async Task Call_ThatFailsUnexpectedly_IsInternalWithACorrelationIdThatTheLogHas(string kind)
    {
        var thrown = new InvalidOperationException(Secret);
        server.Probe.Before = _ => throw thrown;
        var fingerprints = new V1.FingerprintService.FingerprintServiceClient(server.Invoker);

        var error = await Assert.ThrowsAsync<RpcException>(() => kind switch
        {
            "unary" => new V1.ProjectService.ProjectServiceClient(server.Invoker).GetProjectAsync(new() { Name = "projects/default" }).ResponseAsync,
            "server streaming" => fingerprints.FingerprintPath(new() { Path = "x" }).AllAsync(),
            _ => fingerprints.SendAsync(new V1.FingerprintUploadRequest { Chunk = ByteString.Empty }),
        });

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        var id = error.Status.Detail[(error.Status.Detail.LastIndexOf(' ') + 1)..];
        var entry = Assert.Single(server.Log.Entries, e => e.Message.Contains(id, StringComparison.Ordinal));
        Assert.Equal(32, id.Length);
        Assert.Equal((LogLevel.Error, thrown), (entry.Level, entry.Error));
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(CallProbe), error.Status.Detail + string.Concat(error.Trailers.Where(t => !t.IsBinary).Select(t => t.Value)), StringComparison.Ordinal);
    }
}
