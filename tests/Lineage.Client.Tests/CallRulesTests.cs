using Grpc.Core;

namespace Lineage.Client.Tests;

/// <summary>The rules that every call goes through.</summary>
public sealed class CallRulesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfAServiceThatIsUnavailableThreeTimes_SucceedsWithOneRequestId()
    {
        var service = new ScriptedProjects { Failures = 3 };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();

        var project = await client.Projects.CreateProjectAsync(new() { ProjectId = "p" }, cancellationToken: Token);

        Assert.Equal("projects/p", project.Name);
        Assert.Equal(4, service.Calls.Count);
        Assert.NotEmpty(Assert.Single(service.RequestIds.Distinct()));
    }

    [Fact]
    public async Task Call_OfAServiceThatStaysUnavailable_FailsAfterTheLastAttempt()
    {
        var service = new ScriptedProjects { Failures = int.MaxValue };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect(o => o with { MaxAttempts = 3 });

        var failed = await Assert.ThrowsAsync<LineageRpcException>(async () => await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token));

        Assert.Equal((StatusCode.Unavailable, "as told"), (failed.StatusCode, failed.Message));
        Assert.Equal(3, service.Calls.Count);
    }

    [Fact]
    public async Task Call_WithOneAttempt_IsNotRetried()
    {
        var service = new ScriptedProjects { Failures = 1 };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect(o => o with { MaxAttempts = 1 });

        await Assert.ThrowsAsync<LineageRpcException>(async () => await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token));

        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.AlreadyExists)]
    [InlineData(StatusCode.Cancelled)]
    [InlineData(StatusCode.DataLoss)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unknown)]
    public async Task Call_ThatWasRejected_IsNotRetried(StatusCode code)
    {
        var service = new ScriptedProjects { Failures = 1, Code = code };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(async () => await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token));

        Assert.Equal(code, failed.StatusCode);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task Call_ThatTakesLongerThanTheDeadline_IsGivenUp()
    {
        var service = new ScriptedProjects { Hangs = true };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect(o => o with { Deadline = TimeSpan.FromMilliseconds(50) });

        var failed = await Assert.ThrowsAsync<LineageRpcException>(async () => await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact]
    public async Task Call_WithoutADeadline_HasNone()
    {
        var service = new ScriptedProjects();
        await using var server = await FakeServer.StartAsync(service);
        using var bounded = server.Connect();
        using var unbounded = server.Connect(o => o with { Deadline = null });

        await bounded.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token);
        await unbounded.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token);

        Assert.Equal([false, true], service.Calls.Select(c => c.Deadline == DateTime.MaxValue));
    }

    [Fact]
    public async Task Call_ThatIsCancelled_ThrowsOperationCanceled()
    {
        var service = new ScriptedProjects { Hangs = true };
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();

        var call = client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: stop.Token);
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Assert.ThrowsAsync<OperationCanceledException>(async () => await call)).CancellationToken);
    }

    [Fact]
    public async Task Write_SentTwice_IsTwoWritesAndLeavesTheRequestAsItWas()
    {
        var service = new ScriptedProjects();
        await using var server = await FakeServer.StartAsync(service);
        using var client = server.Connect();
        var request = new V1.CreateProjectRequest { ProjectId = "p" };

        await client.Projects.CreateProjectAsync(request, cancellationToken: Token);
        client.Projects.CreateProject(request, cancellationToken: Token);
        await client.Projects.CreateProjectAsync(new() { RequestId = "mine" }, cancellationToken: Token);

        Assert.Empty(request.RequestId);
        Assert.Equal(3, service.RequestIds.Distinct().Count());
        Assert.Equal("mine", service.RequestIds.Last());
    }

    [Fact]
    public async Task Connection_OverAUnixSocket_Answers()
    {
        var folder = Directory.CreateTempSubdirectory("lineage-");
        try
        {
            var socket = Path.Combine(folder.FullName, "s");
            await using var server = await FakeServer.StartAsync(new ScriptedProjects(), socket);
            using var client = new LineageClient(new() { Address = $"unix:{socket}" });

            Assert.Equal("projects/p", (await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token)).Name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Connection_ToNobody_IsUnavailableForNoReasonOfTheService()
    {
        await using var server = await FakeServer.StartAsync(new ScriptedProjects());
        using var client = server.Connect();
        await server.DisposeAsync();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(async () => await client.Projects.GetProjectAsync(new() { Name = "projects/p" }, cancellationToken: Token));

        Assert.Equal((StatusCode.Unavailable, V1.ErrorReason.Unspecified), (failed.StatusCode, failed.Reason));
        Assert.Empty(failed.Details);
    }

    public static TheoryData<string, LineageClientOptions> WrongOptions => new()
    {
        { "Address", new() { Address = "localhost:5080" } },
        { "Address", new() { Address = "http://localhost:5080/path" } },
        { "Address", new() { Address = "unix:" } },
        { "MaxAttempts", new() { MaxAttempts = 0 } },
        { "MaxAttempts", new() { MaxAttempts = 6 } },
        { "RetryBackoff", new() { RetryBackoff = TimeSpan.Zero } },
        { "MaxRetryBackoff", new() { MaxRetryBackoff = TimeSpan.FromMilliseconds(1) } },
        { "Deadline", new() { Deadline = TimeSpan.Zero } },
        { "Actor", new() { Actor = "ånn" } },
        { "Actor", new() { Actor = new string('a', 129) } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions), DisableDiscoveryEnumeration = true)]
    public void Options_OutOfRange_AreNamed(string option, LineageClientOptions options) =>
        Assert.Contains(option, Assert.Throws<ArgumentException>(() => new LineageClient(options)).Message, StringComparison.Ordinal);
}
