using Grpc.Core;

namespace Lineage.Server.Tests.Hosting;

public sealed class ShutdownTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WhileACallRuns_LetsItEndAndTakesNoOther()
    {
        await using var server = await LineageServerFixture.StartAsync();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Probe.Before = async _ =>
        {
            running.SetResult();
            await release.Task;
        };
        var models = new V1.ModelService.ModelServiceClient(server.Invoker);
        var call = models.CreateModelAsync(new() { ModelId = "late", Model = new() }, cancellationToken: Token).ResponseAsync;
        await running.Task.WaitAsync(Token);

        var stop = server.StopAsync();
        await StoppingAsync(server);
        using var channel = server.NewChannel();
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => new V1.ModelService.ModelServiceClient(channel).GetModelAsync(new() { Name = "projects/default/models/late" }, cancellationToken: Token).ResponseAsync);
        var wasRunning = !stop.IsCompleted;
        release.SetResult();

        Assert.Equal("projects/default/models/late", (await call).Name);
        await stop;
        Assert.True(wasRunning);
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Stop_LongerThanACallMayTake_EndsItAndCloses()
    {
        await using var server = await LineageServerFixture.StartAsync(["--ShutdownSeconds=0"]);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Probe.Before = async context =>
        {
            running.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        };
        var models = new V1.ModelService.ModelServiceClient(server.Invoker);
        var call = models.CreateModelAsync(new() { ModelId = "endless", Model = new() }, cancellationToken: Token).ResponseAsync;
        await running.Task.WaitAsync(Token);

        await server.StopAsync();

        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal("CreateModel", await server.Probe.EndedAsync());
    }

    /// <summary>Until no connection is accepted any more.</summary>
    private static async Task StoppingAsync(LineageServerFixture server)
    {
        while (true)
        {
            try
            {
                using var socket = new System.Net.Sockets.TcpClient();
                await socket.ConnectAsync(server.Address.Host, server.Address.Port, Token);
                await Task.Yield();
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }
        }
    }
}
