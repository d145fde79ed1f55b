namespace Lineage.Cli.Tests;

/// <summary>A small training set, from its history to its deployment: audited and checked by the service itself.</summary>
public sealed class TrainingSetTests(Workspace workspace) : IClassFixture<Workspace>
{
    private const string Model = """
        {
          "author": "ann", "created": "2026-11-24T00:00:00Z", "framework": "scikit-learn", "frameworkVersion": "1.5", "metrics": { "auc": 0.9 }, "hyperparameters": { "c": 1 },
          "signature": { "inputs": [{ "name": "wind", "logicalType": "float" }], "outputs": [{ "name": "late", "logicalType": "boolean" }] }
        }
        """;

    [Fact]
    public async Task TrainingSet_AuditedAndChecked_GivesEveryVerdictAndExitCode()
    {
        await RegisterAsync();
        await AuditAsync();
        await CheckAsync();
    }

    private async Task RegisterAsync()
    {
        var history = await Tables.WriteAsync(workspace.File("history.arrow"), "at", isLabelled: false, ("JFK", 0, 1), ("JFK", 2, 2), ("LGA", 0, 5));
        var train = await Tables.WriteAsync(workspace.File("train.arrow"), "hour", isLabelled: true, ("JFK", 1, 1), ("JFK", 3, 2));
        var test = await Tables.WriteAsync(workspace.File("test.arrow"), "hour", isLabelled: true, ("LGA", 4, 5));
        await Tables.WriteAsync(workspace.File("leak.arrow"), "hour", isLabelled: true, ("JFK", 1, 2), ("JFK", 3, 2));
        await ExpectAsync(ExitCodes.Fine, "register", "featureSet", "weather");
        await ExpectAsync(ExitCodes.Fine, "register", "featureSetVersion", "featureSets/weather", "--data", history, "--set", "entityKeys=id", "--set", "eventTimeColumn=at");
        await ExpectAsync(ExitCodes.Fine, "register", "dataset", "delays");
        await ExpectAsync(
            ExitCodes.Fine, "register", "datasetVersion", "datasets/delays", "--data", train, "--split", $"train={train}", "--split", $"test={test}", "--set", "entityKeys=id",
            "--set", "labelTimeColumn=hour", "--set", "labelColumn=late", "--set", """builtFrom=[{"featureSetVersion": "projects/default/featureSets/weather/versions/1.0.0"}]""");
        await ExpectAsync(ExitCodes.Fine, "register", "model", "delay");
        await ExpectAsync(
            ExitCodes.Fine, "register", "modelVersion", "models/delay", "--from", workspace.Write("model.json", Model), "--set", "trainedOn=projects/default/datasets/delays/versions/1.0.0/splits/train");
        await ExpectAsync(
            ExitCodes.Fine, "register", "deployment", "live", "--set", "modelVersion=projects/default/models/delay/versions/1.0.0",
            "--set", "featureSetVersions=projects/default/featureSets/weather/versions/1.0.0");
    }

    private async Task AuditAsync()
    {
        var clean = await ExpectAsync(ExitCodes.Fine, "audit", "datasets/delays/versions/1.0.0", "--store-certificate", "--json");
        Assert.Equal((true, "2"), ((bool)clean.Document["passed"]!, (string?)clean.Document["rows"]));
        var certificate = await ExpectAsync(ExitCodes.Fine, "get", (string)clean.Document["certificate"]!, "--json");
        Assert.Equal("PASSED", (string?)certificate.Document["verdict"]);
        Assert.Contains("PASSED", (await ExpectAsync(ExitCodes.Fine, "list", "certificates")).Out, StringComparison.Ordinal);

        var leak = await ExpectAsync(ExitCodes.Negative, "audit", "datasets/delays/versions/1.0.0", "--table", "leak.arrow");
        Assert.Contains("REJECTED: 1 future, in 2 rows", leak.Out, StringComparison.Ordinal);
        Assert.Contains("│ 0   │", leak.Out, StringComparison.Ordinal);
        var unbound = await ExpectAsync(ExitCodes.Usage, "audit", "datasets/delays/versions/1.0.0", "--table", "leak.arrow", "--store-certificate");
        Assert.Contains("DATA_MISMATCH", unbound.Error, StringComparison.Ordinal);
    }

    private async Task CheckAsync()
    {
        await ExpectAsync(ExitCodes.Fine, "check", "splits", "datasets/delays/versions/1.0.0");
        var shared = await ExpectAsync(ExitCodes.Negative, "check", "splits", "datasets/delays/versions/1.0.0", "--split", "train=train.arrow", "--split", "again=train.arrow");
        Assert.Contains("REJECTED", shared.Out, StringComparison.Ordinal);

        var contract = workspace.Write("contract.json", """{ "features": [{ "name": "wind", "logicalType": "float" }] }""");
        var fits = await ExpectAsync(ExitCodes.Fine, "check", "contract", "deployments/live", "--from", contract, "--json");
        Assert.StartsWith("COMPATIBLE", (string?)fits.Document["verdict"], StringComparison.Ordinal);
        var retyped = workspace.Write("retyped.json", """{ "features": [{ "name": "wind", "logicalType": "string" }] }""");
        Assert.Contains("FEATURE_RETYPED", (await ExpectAsync(ExitCodes.Negative, "check", "contract", "deployments/live", "--from", retyped)).Out, StringComparison.Ordinal);

        await ExpectAsync(ExitCodes.Fine, "check", "vector", "deployments/live", "--from", workspace.Write("good.json", """{ "wind": 1.5 }"""));
        var odd = await ExpectAsync(ExitCodes.Fine, "check", "vector", "deployments/live", "--from", workspace.Write("odd.json", """{ "wind": 99.5 }"""));
        Assert.Contains("OUT_OF_RANGE", odd.Out, StringComparison.Ordinal);
        var bad = await ExpectAsync(ExitCodes.Negative, "check", "vector", "deployments/live", "--from", workspace.Write("bad.json", """{ "wind": "strong" }"""));
        Assert.Contains("TYPE_MISMATCH", bad.Out, StringComparison.Ordinal);
    }

    private async Task<Outcome> ExpectAsync(int code, params string[] args)
    {
        var outcome = await workspace.RunAsync(args);
        Assert.True(outcome.Code == code, $"{string.Join(' ', args)}: {outcome.Code}\n{outcome.Out}\n{outcome.Error}");
        return outcome;
    }
}
