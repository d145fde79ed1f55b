using System.Text.RegularExpressions;
using Lineage.Cli.Demo;
using Lineage.Cli.Demo.Building;
using Lineage.Cli.Demo.Steps;

namespace Lineage.Cli.Tests.Demo;

public sealed partial class DemoCommandTests(DemoStore store) : IClassFixture<DemoStore>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("246,330 of 20 airports, 2001-03-04 to 2001-03-31")]
    [InlineData("read here, read by the service and registered: the same fingerprint")]
    [InlineData("airport-hourly   version 1.0.0 (the first version), 5 features, 10,909 rows")]
    [InlineData("late-flights     version 1.0.0, 39,804 rows, lf1:10821889fae98b751523fc8467b45591.06091cc58ea5f3c0dfe1ee276f0bd0a1.39804")]
    [InlineData("a version without its required metadata is refused: created, framework, framework_version, trained_on, metrics, hyperparameters, signature.inputs, signature.outputs")]
    [InlineData("projects/default/models/late-flight/versions/@champion is version 1.0.0")]
    [InlineData("all 199,020 cells of 39,804 rows are correct, by event time and by knowledge time")]
    [InlineData("the 25 rows found are the 25 rows planted, no more and no less")]
    [InlineData("each is told as a look into the future of mean_delay")]
    [InlineData("by knowledge time every one is a leak")]
    [InlineData("PASSED_WITH_WARNINGS")]
    [InlineData("a server that serves what training had is COMPATIBLE")]
    [InlineData("INCOMPATIBLE: VERSION_SKEW of featureSets/airport-hourly")]
    [InlineData("INCOMPATIBLE: FEATURE_RETYPED of mean_delay")]
    [InlineData("all 7,230 are accepted")]
    [InlineData("UNEXPECTED_NULL")]
    [InlineData("STALE_VALUE")]
    [InlineData("DERIVED_FROM source sources/us-flights-2001")]
    [InlineData("the trace is complete, and ends at the one source")]
    [InlineData("All 21 expectations held")]
    public void Demo_OnRealFlights_Tells(string line)
    {
        Assert.Equal((0, ""), (store.Demo.Code, store.Demo.Error));
        Assert.Contains(line, store.Demo.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("    NOT  ", store.Demo.Out, StringComparison.Ordinal);
    }

    /// <summary>Each block after a <c>demo</c> mark, line by line in that order, with parts left out.</summary>
    [Fact]
    public void Readme_OfTheDemo_ShowsWhatItPrints()
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(SampleFolder.Path, "../../README.md"))).Select(m => m.Groups["lines"].Value).ToList();
        var printed = Elapsed().Replace(store.Demo.Out, string.Empty).Split('\n').Select(line => line.TrimEnd()).ToList();

        Assert.Equal(4, blocks.Count);
        foreach (var block in blocks)
        {
            var next = 0;
            foreach (var line in block.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
            {
                next = printed.IndexOf(line, next) + 1;
                Assert.True(next > 0, $"the demo does not print, after the line shown before it: {line}");
            }
        }
    }

    [Fact]
    public async Task FurtherCommands_OnTheStoreLeftBehind_AllWork()
    {
        var folder = new DemoFolder(store.Path, ".lineage");
        var commands = FurtherStep.Commands(folder).ToList();
        Assert.All(commands, c => Assert.Contains(c.Command, store.Demo.Out, StringComparison.Ordinal));
        var outputs = new List<string>();
        foreach (var (command, what) in commands.Where(c => c.Command != "lineage serve"))
        {
            var result = await DemoStore.RunAsync(store.Path, [.. Arguments(command)]);
            Assert.True((what.Contains("exit code 1", StringComparison.Ordinal) ? 1 : 0) == result.Code, $"{command}: {result.Error}");
            outputs.Add(result.Out);
        }

        Assert.Equal(6, outputs.Count);
        Assert.Contains("sources/us-flights-2001", outputs[0], StringComparison.Ordinal);
        Assert.Contains("deployments/late-flight-production", outputs[1], StringComparison.Ordinal);
        Assert.Contains("test_auc", outputs[2], StringComparison.Ordinal);
        Assert.Contains("REJECTED: 25 future", outputs[4], StringComparison.Ordinal);
        Assert.Contains("mean_delay", outputs[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_RunAgain_FindsWhatIsThereAndRegistersAnotherModelVersion()
    {
        using var copy = store.Copy();

        var again = await DemoStore.RunAsync(copy.Path, "demo", "--json");

        Assert.True(again.Code == 0, again.Error);
        var result = again.Document;
        Assert.True((bool)result["passed"]!);
        Assert.Equal(21, result["held"]!.AsArray().Count);
        Assert.Empty(result["failed"]!.AsArray());
        Assert.Equal(2, await CountAsync(copy.Path, "featureSetVersions"));
        Assert.Equal(1, await CountAsync(copy.Path, "datasetVersions"));
        Assert.Equal(2, await CountAsync(copy.Path, "modelVersions"));
        Assert.Equal(2, await CountAsync(copy.Path, "runs"));
        Assert.Equal(1, await CountAsync(copy.Path, "deployments"));
    }

    [Fact]
    public async Task Demo_OverOtherDataThanWasRegistered_SaysSoAndFails()
    {
        using var copy = store.Copy();
        using var samples = new TemporaryFolder();
        File.Copy(Path.Combine(SampleFolder.Path, DemoFiles.Flights), Path.Combine(samples.Path, DemoFiles.Flights));
        var normals = await ClimateTable.ReadAsync(Path.Combine(SampleFolder.Path, DemoFiles.Normals), Token);
        await new ParquetTable()
            .Times("date", normals.Select(n => n.Hour.AddYears(9)))
            .Numbers("pressure", normals.Select(n => n.Pressure))
            .Numbers("temperature", normals.Select(n => n.Temperature + 1))
            .Numbers("wind", normals.Select(n => n.Wind))
            .WriteAsync(Path.Combine(samples.Path, DemoFiles.Normals), Token);

        var result = await DemoStore.RunAsync(copy.Path, "demo", "--data", samples.Path);

        Assert.True(result.Code == 1, result.Error);
        Assert.Contains("    NOT  read here, read by the service and registered: the same fingerprint", result.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 21 expectations did NOT hold", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_WithoutSamples_IsRefused()
    {
        using var empty = new TemporaryFolder();

        var result = await DemoStore.RunAsync(empty.Path, "demo", "--data", empty.Path);

        Assert.Equal(2, result.Code);
        Assert.Contains("--data", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Theory]
    [InlineData(".lineage", "", ".lineage/demo/train.parquet")]
    [InlineData("a/b/", "", "a/b/demo/train.parquet")]
    [InlineData("../other", "..", "other/demo/train.parquet")]
    [InlineData(".", "..", "here/demo/train.parquet")]
    public void UriOf_AnyFolder_IsBelowTheDataRoot(string path, string root, string uri)
    {
        var working = Path.Combine(Path.GetTempPath(), "lineage", "here");

        var folder = new DemoFolder(working, path);

        Assert.Equal(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root, working)), folder.DataRoot);
        Assert.Equal(uri, folder.UriOf(DemoFiles.Train));
    }

    private static async Task<int> CountAsync(string folder, string kind)
    {
        var listed = await DemoStore.RunAsync(folder, "list", kind, "--all", "--json");
        Assert.True(listed.Code == 0, listed.Error);
        return listed.Documents.Count;
    }

    /// <summary>The words of a command line after the first; what stands in quotes is one word, and, being a file, taken from the folder.</summary>
    private IEnumerable<string> Arguments(string command) => command.Split('\'').Index()
        .SelectMany(part => part.Index % 2 == 1 ? [Path.Combine(store.Path, part.Item)] : part.Item.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Skip(1);

    [GeneratedRegex("<!-- demo -->\n```\n(?<lines>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"  \[[0-9.]+ s\]", RegexOptions.None, 10_000)]
    private static partial Regex Elapsed();
}
