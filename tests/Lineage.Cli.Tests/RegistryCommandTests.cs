namespace Lineage.Cli.Tests;

/// <summary>Everything from a source to a deployment, registered and read back by command lines alone.</summary>
public sealed class RegistryCommandTests(Workspace workspace) : IClassFixture<Workspace>
{
    private const string Model = """
        {
          "author": "ann", "created": "2026-11-24T00:00:00Z", "framework": "scikit-learn", "frameworkVersion": "1.5",
          "metrics": { "auc": 0.9 }, "hyperparameters": { "c": 1 },
          "signature": { "inputs": [{ "name": "ratio", "logicalType": "float" }], "outputs": [{ "name": "flag", "logicalType": "boolean" }] },
        }
        """;

    [Fact]
    public async Task Everything_RegisteredByCommands_IsTracedDiffedListedAndRead()
    {
        await RegisterAsync();
        await TraceAsync();
        await DiffAsync();
        await ReadAsync();
    }

    private async Task RegisterAsync()
    {
        var data = workspace.File("v1-snappy.parquet");
        workspace.Write("model.bin", "weights");
        await FineAsync("register", "project", "p", "--set", "owner=ann");
        await FineAsync("register", "source", "projects/p/sources/raw", "--data", data, "--set", "license=MIT", "--set", "tags.team=ops");
        await FineAsync("register", "featureSet", "projects/p/featureSets/f");
        var features = await FineAsync(
            "register", "featureSetVersion", "projects/p/featureSets/f", "--data", data, "--set", "entityKeys=id", "--set", "eventTimeColumn=at",
            "--set", "derivedFrom=projects/p/sources/raw", "--set", "timeToLive=3600s", "--set", "transformation.digest=sha256:01");
        Assert.Contains("version: INITIAL", features.Out, StringComparison.Ordinal);

        await FineAsync("register", "dataset", "projects/p/datasets/d");
        var splits = """{ "splits": [{ "splitId": "train", "split": { "method": { "kind": "time" } } }] }""";
        await FineAsync(
            "register", "datasetVersion", "projects/p/datasets/d/versions/2.0.0", "--from", workspace.Write("dataset.json", splits), "--data", data,
            "--set", """builtFrom=[{"featureSetVersion": "projects/p/featureSets/f/versions/1.0.0"}]""", "--split", $"train={data}", "--split", $"test={data}");
        await FineAsync("register", "split", "projects/p/datasets/d/versions/2.0.0/splits/holdout", "--data", data);
        await FineAsync("register", "experiment", "projects/p/experiments/e");
        await FineAsync("register", "run", "projects/p/experiments/e/runs/r", "--set", "seeds.numpy=7", "--set", "parameters.c=1.5", "--set", "code.dirty=true");
        await FineAsync("register", "model", "projects/p/models/m");
        string[] version =
        [
            "register", "modelVersion", "projects/p/models/m", "--from", workspace.Write("model.json", Model), "--data", workspace.File("model.bin"),
            "--set", "trainedOn=projects/p/datasets/d/versions/2.0.0/splits/train", "--set", "producedBy=projects/p/experiments/e/runs/r",
        ];
        var dry = await FineAsync([.. version, "--validate-only", "--json"]);
        Assert.Equal("projects/p/models/m/versions/1.0.0", (string?)dry.Document["name"]);
        Assert.StartsWith("sha256:", (string?)dry.Document["artifact"]!["digest"], StringComparison.Ordinal);

        var first = await FineAsync([.. version, "--request-id", "once", "--json"]);
        Assert.Equal(first.Out, (await FineAsync([.. version, "--request-id", "once", "--json"])).Out);
        var second = await FineAsync([.. version, "--bump", "major", "--set", "trainedOn=projects/p/datasets/d/versions/2.0.0/splits/holdout"]);
        Assert.Contains("registered modelVersion projects/p/models/m/versions/2.0.0", second.Out, StringComparison.Ordinal);
        await FineAsync("register", "deployment", "projects/p/deployments/live", "--set", "modelVersion=projects/p/models/m/versions/1.0.0");
    }

    private async Task TraceAsync()
    {
        var tree = await FineAsync("trace", "projects/p/deployments/live");
        Assert.Equal(
            """
            deployment projects/p/deployments/live depends on
            └── DEPLOYS model version projects/p/models/m/versions/1.0.0
                ├── TRAINED_ON split projects/p/datasets/d/versions/2.0.0/splits/train
                │   └── SPLIT_OF dataset version projects/p/datasets/d/versions/2.0.0
                │       └── BUILT_FROM feature set version projects/p/featureSets/f/versions/1.0.0
                │           └── DERIVED_FROM source projects/p/sources/raw
                └── PRODUCED_BY run projects/p/experiments/e/runs/r
            complete: 7 nodes, 6 edges

            """.ReplaceLineEndings("\n"),
            string.Join('\n', tree.Out.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())));

        var cut = await FineAsync("trace", "projects/p/sources/raw", "--downstream", "--depth", "1");
        Assert.Contains("TRUNCATED, the depth is reached: 2 nodes, 1 edge, at least 1 more beyond; raise --depth", cut.Out, StringComparison.Ordinal);
        var spent = await FineAsync("trace", "projects/p/sources/raw", "--both", "--budget", "2");
        Assert.Contains("TRUNCATED, the node budget is spent", spent.Out, StringComparison.Ordinal);

        var json = await FineAsync("trace", "projects/p/deployments/live", "--json");
        Assert.Equal(("COMPLETE", 7), ((string?)json.Document["completeness"], json.Document["nodes"]!.AsArray().Count));
        Assert.StartsWith("flowchart LR", (await FineAsync("trace", "projects/p/deployments/live", "--format", "mermaid")).Out, StringComparison.Ordinal);
        Assert.StartsWith("digraph lineage", (await FineAsync("trace", "projects/p/deployments/live", "--format", "dot")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await workspace.RunAsync("trace", "projects/p/deployments/live", "--as-of", "2000-01-01T00:00:00Z")).Code);
    }

    private async Task DiffAsync()
    {
        var models = await workspace.RunAsync("diff", "projects/p/models/m/versions/1.0.0", "projects/p/models/m/versions/2.0.0");
        Assert.Equal(ExitCodes.Negative, models.Code);
        Assert.Contains("lineage DIFFERENT", models.Out, StringComparison.Ordinal);

        var same = await FineAsync("diff", "projects/p/datasets/d/versions/2.0.0", "projects/p/datasets/d/versions/2.0.0", "--json");
        Assert.Equal("IDENTICAL", (string?)same.Document["data"]!["verdict"]);
        Assert.Empty(same.Document["lineage"]!["changes"]!.AsArray());

        var file = await FineAsync("diff", workspace.File("v2-zstd.parquet"), "projects/p/sources/raw");
        Assert.Contains("data IDENTICAL: 70 rows", file.Out, StringComparison.Ordinal);
        Assert.Contains("nothing to compare", (await workspace.RunAsync("diff", "projects/p/models/m", "projects/p/models/m")).Error, StringComparison.Ordinal);
    }

    private async Task ReadAsync()
    {
        var version = await FineAsync("get", "projects/p/featureSets/f/versions/1.0.0", "--json");
        var names = version.Document["features"]!.AsArray().Select(f => (string?)f!["name"]).ToList();
        Assert.Equal(("flag", "count"), (names[0], names[1]));
        Assert.DoesNotContain("id", names);
        Assert.DoesNotContain("at", names);
        Assert.Equal(("3600s", workspace.File("v1-snappy.parquet")), ((string?)version.Document["timeToLive"], (string?)version.Document["dataUri"]));

        var train = await FineAsync("get", "projects/p/datasets/d/versions/2.0.0/splits/train", "--json");
        Assert.Equal("time", (string?)train.Document["method"]!["kind"]);
        Assert.StartsWith("lf1-sha256:", (string?)train.Document["fingerprint"]!["text"], StringComparison.Ordinal);
        Assert.Equal("TEST", (string?)(await FineAsync("get", "projects/p/datasets/d/versions/2.0.0/splits/test", "--json")).Document["role"]);

        var source = await FineAsync("get", "projects/p/sources/raw");
        Assert.Contains("team = ops", source.Out, StringComparison.Ordinal);
        var run = await FineAsync("get", "projects/p/experiments/e/runs/r", "--json");
        Assert.Equal((1.5, true, "7"), ((double)run.Document["parameters"]!["c"]!, (bool)run.Document["code"]!["dirty"]!, (string?)run.Document["seeds"]!["numpy"]));

        var listed = await FineAsync("list", "modelVersions", "projects/p/models/-", "--order-by", "version desc", "--json");
        Assert.Equal(["2.0.0", "1.0.0"], listed.Documents.Select(d => (string?)d["version"]));
        var first = await FineAsync("list", "splits", "projects/p/datasets/-/versions/-", "--limit", "1");
        Assert.Contains("splits/holdout", first.Out, StringComparison.Ordinal);
        Assert.Contains("there are more", first.Error, StringComparison.Ordinal);
        var all = await FineAsync("list", "split", "projects/p/datasets/d/versions/2.0.0", "--filter", "role = TRAIN", "--all");
        Assert.DoesNotContain("holdout", all.Out, StringComparison.Ordinal);
        Assert.Contains("none", (await FineAsync("list", "models", "--show-deleted", "--filter", "owner = nobody")).Error, StringComparison.Ordinal);
        Assert.Contains("projects/p", (await FineAsync("list", "projects")).Out, StringComparison.Ordinal);
    }

    private async Task<Outcome> FineAsync(params string[] args)
    {
        var outcome = await workspace.RunAsync(args);
        Assert.True(outcome.Code == ExitCodes.Fine, $"{string.Join(' ', args)}: {outcome.Code}\n{outcome.Error}");
        return outcome;
    }
}
