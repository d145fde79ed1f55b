using Grpc.Core;

namespace Lineage.Client.Tests;

public sealed class VectorStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckAsync_FromManyAtATime_GivesEveryOneItsOwnAnswer()
    {
        await using var server = await FakeServer.StartAsync(new FakeConsistency());
        using var client = server.Connect();
        await using var stream = client.OpenVectorStream("projects/default/models/m/versions/1.0.0");

        var reports = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => stream.CheckAsync(Vector(i), Token)));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => i % 2 == 0), reports.Select(r => r.Accepted));
        Assert.All(reports, r => Assert.Equal("projects/default/models/m/versions/1.0.0", r.ModelVersion));
    }

    [Fact]
    public async Task CheckAsync_OnACallThatFails_FailsForEveryoneWhoWaitsAndLater()
    {
        await using var server = await FakeServer.StartAsync(new FakeConsistency { FailAt = 3 });
        using var client = server.Connect();
        await using var stream = client.OpenVectorStream("m");

        var checks = Enumerable.Range(0, 10).Select(i => stream.CheckAsync(Vector(i), Token)).ToList();
        await Assert.ThrowsAsync<LineageRpcException>(() => Task.WhenAll(checks));

        Assert.All(checks.Take(3), c => Assert.True(c.IsCompletedSuccessfully));
        Assert.All(checks.Skip(3), c => Assert.Equal(StatusCode.NotFound, ((LineageRpcException)c.Exception!.InnerException!).StatusCode));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<LineageRpcException>(() => stream.CheckAsync(Vector(0), Token))).StatusCode);
    }

    [Fact]
    public async Task CheckAsync_AfterDisposal_IsRefused()
    {
        await using var server = await FakeServer.StartAsync(new FakeConsistency());
        using var client = server.Connect();
        var stream = client.OpenVectorStream("m");

        var check = stream.CheckAsync(Vector(0), Token);
        await stream.DisposeAsync();
        await stream.DisposeAsync();

        Assert.True((await check).Accepted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.CheckAsync(Vector(0), Token));
    }

    [Fact]
    public async Task CheckAsync_ThatIsCancelled_LeavesTheOthersTheirAnswers()
    {
        await using var server = await FakeServer.StartAsync(new FakeConsistency());
        using var client = server.Connect();
        await using var stream = client.OpenVectorStream("m");
        using var stop = new CancellationTokenSource();

        var given = stream.CheckAsync(Vector(1), stop.Token);
        var kept = stream.CheckAsync(Vector(2), Token);
        await stop.CancelAsync();
        await Task.WhenAny(given);

        Assert.True((await kept).Accepted);
    }

    private static V1.FeatureVector Vector(int value) => new() { Values = { ["a"] = new V1.FeatureValue { IntValue = value } } };

    /// <summary>Accepts even values.</summary>
    private sealed class FakeConsistency : V1.ConsistencyService.ConsistencyServiceBase
    {
        public int FailAt { get; init; } = int.MaxValue;

        public override async Task StreamVectors(
            IAsyncStreamReader<V1.CheckVectorRequest> requestStream, IServerStreamWriter<V1.VectorReport> responseStream, ServerCallContext context)
        {
            var seen = 0;
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                if (seen++ == FailAt)
                {
                    throw new RpcException(new Status(StatusCode.NotFound, "no such model version"));
                }

                await responseStream.WriteAsync(new() { Accepted = request.Vector.Values["a"].IntValue % 2 == 0, ModelVersion = request.Target }, context.CancellationToken);
            }
        }
    }
}
