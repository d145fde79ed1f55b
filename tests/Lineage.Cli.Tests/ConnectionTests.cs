using Lineage.Cli.Hosting;

namespace Lineage.Cli.Tests;

/// <summary>Where commands find the service.</summary>
public sealed class ConnectionTests(Workspace workspace) : IClassFixture<Workspace>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_OfTheEnvironment_IsUsed()
    {
        var outcome = await CommandRun.InvokeAsync(
            workspace.Folder, ["get", "projects/default"], environment: name => name == "LINEAGE_SERVER" ? workspace.Address : null, cancellationToken: Token);

        Assert.Equal(ExitCodes.Fine, outcome.Code);
    }

    [Fact]
    public async Task Server_AtTheDefaultAddress_IsUsed()
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["get", "projects/default"], defaultServer: workspace.Address, cancellationToken: Token);

        Assert.Equal(ExitCodes.Fine, outcome.Code);
    }

    [Fact]
    public async Task Store_InTheFolder_IsServedInProcessAndKept()
    {
        var folder = Directory.CreateTempSubdirectory("lineage-");
        try
        {
            await using (await LocalServer.StartAsync(Path.Combine(folder.FullName, Connection.DefaultStore), [folder.FullName]))
            {
            }

            var registered = await CommandRun.InvokeAsync(folder.FullName, ["register", "model", "kept"], cancellationToken: Token);
            var read = await CommandRun.InvokeAsync(folder.FullName, ["get", "models/kept", "--json"], cancellationToken: Token);
            var named = await CommandRun.InvokeAsync(workspace.Folder, ["get", "models/kept", "--store", Path.Combine(folder.FullName, Connection.DefaultStore)], cancellationToken: Token);

            Assert.Equal((ExitCodes.Fine, ExitCodes.Fine, ExitCodes.Fine), (registered.Code, read.Code, named.Code));
            Assert.Equal("projects/default/models/kept", (string?)read.Document["name"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Store_ThatAServerHolds_IsUnavailable()
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["get", "projects/default", "--store", "server.db"], cancellationToken: Token);

        Assert.Equal((ExitCodes.Unavailable, string.Empty), (outcome.Code, outcome.Out));
    }

    [Fact]
    public async Task Serve_UntilItIsStopped_AnswersAndEndsWell()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var error = new AddressWaiter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, error) { Folder = workspace.Folder };
        var serving = CommandLine.InvokeAsync(["serve", "--store", workspace.File("served.db"), "--port", "0", "--data-root", workspace.Folder], terminal, stop.Token);

        var answer = await CommandRun.InvokeAsync(workspace.Folder, ["hash", "--remote", "v1-snappy.parquet", "--json", "--server", await error.Address], cancellationToken: Token);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Fine, await serving);
        Assert.Equal((ExitCodes.Fine, string.Empty), (answer.Code, answer.Error));
    }

    [Theory]
    [InlineData("get", "projects/default")]
    [InlineData("serve", "--port", "0")]
    public async Task Store_ThatIsNoStore_IsBadInput(params string[] line)
    {
        workspace.Write("garbage.db", "no database at all, however long one reads on");

        var outcome = await CommandRun.InvokeAsync(workspace.Folder, [.. line, "--store", "garbage.db"], cancellationToken: Token);

        Assert.Equal((ExitCodes.Usage, "error: 'garbage.db' is no SQLite database."), (outcome.Code, outcome.Error.Trim()));
    }

    [Fact]
    public async Task Serve_OnAFolder_IsBadInput()
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["serve", "--port", "0", "--store", "."], cancellationToken: Token);

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("Store:Path", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("is a folder", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAServerThatAnswers_IsFine()
    {
        var people = await workspace.RunAsync("status");
        var machines = await workspace.RunAsync("status", "--json");

        Assert.Equal((ExitCodes.Fine, "SERVING"), (people.Code, people.Out.Trim()));
        Assert.Equal((ExitCodes.Fine, "SERVING"), (machines.Code, (string?)machines.Document["status"]));
    }

    [Fact]
    public async Task Status_WhereNobodyAnswers_IsUnavailable()
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["status", "--server", CommandRun.Nobody], cancellationToken: Token);

        Assert.Equal((ExitCodes.Unavailable, string.Empty), (outcome.Code, outcome.Out));
        Assert.Contains(CommandRun.Nobody, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--address", "nowhere")]
    [InlineData("--data-root", "/no/such/folder")]
    public async Task Serve_ConfiguredWrongly_IsBadInput(string option, string value)
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["serve", "--store", "unused.db", option, value], cancellationToken: Token);

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains(value, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Takes the address from the line in which the server tells it.</summary>
    private sealed class AddressWaiter : StringWriter
    {
        private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Address => _address.Task;

        public override Task WriteLineAsync(string? value)
        {
            if (value?.Split(" on ", 2) is [_, var rest])
            {
                _address.TrySetResult(rest.Split(';')[0]);
            }

            return base.WriteLineAsync(value);
        }
    }
}
