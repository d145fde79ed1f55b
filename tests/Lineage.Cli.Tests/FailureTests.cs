namespace Lineage.Cli.Tests;

/// <summary>Bad input: one line on standard error that names it, nothing on standard output, and the exit code for scripts.</summary>
public sealed class FailureTests(Workspace workspace) : IClassFixture<Workspace>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Wrong => new()
    {
        { "", "Required command" },
        { "hash", "FILE" },
        { "hash nowhere.parquet", "nowhere.parquet" },
        { "hash *.orc", "no file matches" },
        { "hash v1-snappy.parquet v1-snappy.parquet", "v1-snappy.parquet: is named twice" },
        { "hash v1-snappy.parquet --manifest .", "'.' is a folder" },
        { "hash v1-snappy.parquet --manifest v2-zstd.parquet", "v2-zstd.parquet: is no manifest" },
        { "hash v1-snappy.parquet --manifest m --algorithm sha256 --ordered", "chain" },
        { "hash v1-snappy.parquet --manifest m --merge s", "--manifest does not go with" },
        { "hash v1-snappy.parquet --trust-metadata", "need --manifest" },
        { "hash v1-snappy.parquet --merge v2-zstd.parquet", "v2-zstd.parquet: The bytes are no fingerprint state" },
        { "hash --subtract s", "--subtract needs something" },
        { "hash v1-snappy.parquet --key nobody", "no column 'nobody'" },
        { "hash v1-snappy.parquet --event-time place", "which is no time" },
        { "hash v1-snappy.parquet --as-of 2026-01-01", "--as-of needs --event-time" },
        { "hash v1-snappy.parquet --as-of 2026-01-01,2026-01-01 --event-time day", "needs --known-at" },
        { "hash v1-snappy.parquet --as-of soon --event-time day", "'soon' is no date" },
        { "hash v1-snappy.parquet --threads 0", "--threads: must be at least 1" },
        { "hash v1-snappy.parquet v2-zstd.parquet --profile", "--profile is for one file" },
        { "hash v1-snappy.parquet --upload --key a", "do not go with --key" },
        { "hash v1-snappy.parquet v2-zstd.parquet --upload", "add --each" },
        { "hash v1-snappy.parquet --each --state s", "--each does not go with" },
        { "hash x --remote --upload", "exclude each other" },
        { "hash x --algorithm md5", "md5" },
        { "nonsense", "nonsense" },
        { "trace a --depth 99999999999", "'--depth'" },
        { "trace a --format svg", "'tree' 'json'" },
        { "trace a --upstream --downstream", "exclude each other" },
        { "trace a --as-of yesterday", "yesterday" },
        { "trace nothing/like/this", "nothing/like/this" },
        { "get models", "'projects/default/models' has none of the known forms" },
        { "get models/none", "RESOURCE_NOT_FOUND" },
        { "list planets", "'planets' is no kind of resource" },
        { "list models --limit 0", "--limit 0: must be at least 1" },
        { "list models --filter nonsense", "INVALID_FILTER" },
        { "register planet p", "'planet' is no kind of resource" },
        { "register certificate c", "not registered but made" },
        { "register split datasets/d", "projects/{project}/datasets/{dataset}/versions/{version}/splits/{split}" },
        { "register model m --set owner", "key=value" },
        { "register model m --set colour=red", "has no field 'colour'" },
        { "register model m --set owner.first=ann", "'owner' has no fields" },
        { "register featureSetVersion featureSets/f --set features={", "must be JSON" },
        { "register model m --from nowhere.json", "nowhere.json" },
        { "register model m --from .", "'.' is a folder" },
        { "register source s --data .", "'.' is a folder" },
        { "register datasetVersion datasets/d --set builtFrom=featureSets/f", "a DatasetInput, whose fields are featureSetVersion" },
        { "register model m --split a=b", "belongs to a datasetVersion" },
        { "register source a/b", "is no name of a source" },
        { "register source a --version-hash abcdef0", "CreateSourceRequest has no version_hash" },
        { "audit", "DATASET_VERSION" },
        { "audit --table t --knowledge sometimes", "sometimes" },
        { "check splits", "DATASET_VERSION" },
        { "check splits --split train", "id=PATH" },
        { "check vector models/m/versions/1.0.0", "--from" },
        { "diff models/none datasets/none", "RESOURCE_NOT_FOUND" },
        { "diff nowhere.parquet v1-snappy.parquet", "'nowhere.parquet' is neither a file nor a name" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Input_ThatIsWrong_IsNamedInALine(string line, string named)
    {
        var outcome = await workspace.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.Code, outcome.Out));
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNoTable_IsNamed()
    {
        var outcome = await workspace.RunAsync("hash", workspace.Write("text.parquet", "no table at all"));

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.StartsWith("error: text.parquet: is neither Parquet nor Arrow", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "is no JSON object")]
    [InlineData("{\"owner\": 1,", "wrong.json")]
    [InlineData("{\"owner\": \"ann\",\n\"owner\": \"bob\"}", "owner")]
    [InlineData("{\n\"owner\": }", "line 2: ")]
    [InlineData("{\"colour\": \"red\"}", "colour")]
    [InlineData("{\"tags\": 7}", "is no Model")]
    public async Task ResourceFile_ThatIsWrong_IsNamed(string json, string named)
    {
        var outcome = await workspace.RunAsync("register", "model", "m", "--from", workspace.Write("wrong.json", json));

        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.Code, outcome.Out));
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("wrong.json", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "'a'")]
    [InlineData("{\"a\": 1}\n{\"a\": }", "line 2: ")]
    [InlineData("{\"a\": [1]}", "'a'")]
    public async Task VectorFile_ThatIsWrong_IsNamed(string json, string named)
    {
        var outcome = await workspace.RunAsync("check", "vector", "deployments/d", "--from", workspace.Write("vectors.json", json));

        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.Code, outcome.Out));
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("vectors.json", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hash", "")]
    [InlineData("register", "model", "m", "--from", "")]
    public async Task File_WithoutAName_IsBadInput(params string[] line)
    {
        var outcome = await workspace.RunAsync(line);

        Assert.Equal((ExitCodes.Usage, "error: the name of a file is empty"), (outcome.Code, outcome.Error.Trim()));
    }

    [Fact]
    public async Task Violations_OfARequest_AreListedByField()
    {
        await workspace.RunAsync("register", "model", "violated");

        var outcome = await workspace.RunAsync("register", "modelVersion", "models/violated", "--set", "framework=torch");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("(INVALID_ARGUMENT INVALID_FIELDS)\n  model_version.", outcome.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("  model_version.framework_version: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("  model_version.framework: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--server", CommandRun.Nobody)]
    [InlineData("--json", "--json")]
    public async Task Service_ThatDoesNotAnswer_IsUnavailable(params string[] options)
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["list", "models", .. options.Distinct()], cancellationToken: Token);

        Assert.Equal((ExitCodes.Unavailable, string.Empty), (outcome.Code, outcome.Out));
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(CommandRun.Nobody, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--server", "localhost")]
    [InlineData("--store", "nowhere.db")]
    [InlineData("--server", CommandRun.Nobody, "--store", "server.db")]
    [InlineData("--server", CommandRun.Nobody, "--actor", "Zoë")]
    public async Task Service_ThatIsNamedWrongly_IsBadInput(params string[] options)
    {
        var outcome = await CommandRun.InvokeAsync(workspace.Folder, ["list", "models", .. options], cancellationToken: Token);

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ThatIsStopped_SaysSo()
    {
        var outcome = await CommandRun.InvokeAsync(
            workspace.Folder, ["list", "models", "--server", workspace.Address], cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal((ExitCodes.Cancelled, "cancelled"), (outcome.Code, outcome.Error.Trim()));
    }

    [Fact]
    public async Task Command_ThatWaitsForInput_CanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        using var input = new EndlessInput(stop);
        var terminal = new Terminal(input, TextWriter.Null, TextWriter.Null) { Folder = workspace.Folder };

        Assert.Equal(ExitCodes.Cancelled, await CommandLine.InvokeAsync(["register", "model", "m", "--from", "-"], terminal, stop.Token));

        input.Release();
    }

    /// <summary>Input that does not end before it is released; the command is stopped once it reads.</summary>
    private sealed class EndlessInput(CancellationTokenSource stop) : TextReader
    {
        private readonly ManualResetEventSlim _released = new();

        public void Release() => _released.Set();

        public override string ReadToEnd()
        {
            stop.Cancel();
            _released.Wait();
            return string.Empty;
        }
    }
}
