using Google.Protobuf.WellKnownTypes;

namespace Lineage.Cli.Tests;

/// <summary><c>audit</c> and <c>check</c>: what is asked, what is shown, and the exit code of the verdict.</summary>
public sealed class VerdictCommandTests
{
    [Fact]
    public async Task Audit_ThatPasses_IsFine()
    {
        await using var server = await FakeServer.StartAsync();

        var outcome = await server.RunAsync(
        [
            "audit", "datasets/d/versions/1.0.0", "--table", "t.parquet", "--key", "airport", "--key", "day", "--label-time", "hour", "--label", "late",
            "--history", "featureSets/f/versions/1.0.0=h.parquet", "--history", "featureSets/g/versions/1.0.0", "--knowledge", "2026-01-02T03:04:05Z", "--exclusive",
            "--max-findings", "3", "--store-certificate",
        ]);

        Assert.Equal((ExitCodes.Fine, string.Empty), (outcome.Code, outcome.Error));
        Assert.Contains("PASSED: every cell of 10 rows is what was known at its time", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("certificate certificates/c1", outcome.Out, StringComparison.Ordinal);
        var expected = new V1.AuditTableRequest
        {
            DatasetVersion = "projects/default/datasets/d/versions/1.0.0",
            Path = "t.parquet",
            EntityKeys = { "airport", "day" },
            LabelTimeColumn = "hour",
            LabelColumn = "late",
            Histories =
            {
                new V1.FeatureHistory { FeatureSetVersion = "projects/default/featureSets/f/versions/1.0.0", Path = "h.parquet" },
                new V1.FeatureHistory { FeatureSetVersion = "projects/default/featureSets/g/versions/1.0.0" },
            },
            KnowledgeRule = V1.KnowledgeRule.Fixed,
            KnownAt = Timestamp.FromDateTimeOffset(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            ExclusiveEventTime = true,
            MaxFindings = 3,
            StoreCertificate = true,
            RequestId = server.Audit!.RequestId,
        };
        Assert.Equal(expected, server.Audit);
    }

    [Fact]
    public async Task Audit_ThatFindsALeak_IsNegativeAndShowsTheRow()
    {
        await using var server = await FakeServer.StartAsync();

        var people = await server.RunAsync(["audit", "--table", "leak.parquet", "--knowledge", "label-time"]);
        var machines = await server.RunAsync(["audit", "--from", "-", "--json"], """{ "path": "leak.parquet", "entityKeys": ["k"] }""");

        Assert.Equal((ExitCodes.Negative, ExitCodes.Negative), (people.Code, machines.Code));
        Assert.Contains("│ wind    │ 9       │ 1      │ 0     │ 0       │ 0      │ 0       │ 3 h            │", people.Out, StringComparison.Ordinal);
        Assert.Contains("│ 4   │ JFK    │            │ FUTURE  │ 7.5   │    │ nothing  │    │ 3 h      │", people.Out, StringComparison.Ordinal);
        Assert.Contains("REJECTED: 1 future, in 10 rows", people.Out, StringComparison.Ordinal);
        Assert.Equal((false, "1"), ((bool)machines.Document["passed"]!, (string?)machines.Document["counts"]!["future"]));
        Assert.Equal(["k"], server.Audit!.EntityKeys);
    }

    [Fact]
    public async Task CheckSplits_ThatShareRows_IsNegative()
    {
        await using var server = await FakeServer.StartAsync();

        var good = await server.RunAsync(["check", "splits", "--split", "a=a.parquet", "--split", "b=b.parquet", "--key", "k", "--time", "t"]);
        var bad = await server.RunAsync(["check", "splits", "--split", "a=a.parquet", "--split", "same=b.parquet", "--json"]);

        Assert.Equal((ExitCodes.Fine, ExitCodes.Negative), (good.Code, bad.Code));
        Assert.Contains("PASSED_WITH_WARNINGS", good.Out, StringComparison.Ordinal);
        Assert.Contains("a / b", good.Out, StringComparison.Ordinal);
        Assert.Equal("REJECTED", (string?)bad.Document["verdict"]);
        Assert.Equal("b.parquet", server.Splits!.Paths["same"]);
    }

    [Fact]
    public async Task CheckContract_OfADeployment_IsNegativeWhereItDoesNotFit()
    {
        await using var server = await FakeServer.StartAsync();

        var bad = await server.RunAsync(["check", "contract", "deployments/live"]);
        Assert.Equal("projects/default/deployments/live", server.Contract!.Deployment);
        var good = await server.RunAsync(["check", "contract", "models/m/versions/1.0.0", "--from", "-", "--json"], """{ "features": [{ "name": "wind", "logicalType": "float" }] }""");

        Assert.Equal((ExitCodes.Negative, ExitCodes.Fine), (bad.Code, good.Code));
        Assert.Contains("│ FEATURE_MISSING │ yes    │ wind    │ float      │        │ serve it │", bad.Out, StringComparison.Ordinal);
        Assert.Contains("INCOMPATIBLE with models/m/versions/1.0.0", bad.Out, StringComparison.Ordinal);
        Assert.Equal("COMPATIBLE", (string?)good.Document["verdict"]);
        Assert.Equal((string.Empty, "projects/default/models/m/versions/1.0.0"), (server.Contract!.Deployment, server.Contract.Contract.ModelVersion));
    }

    [Fact]
    public async Task CheckVector_OfSeveral_IsNegativeWhereOneIsRefused()
    {
        await using var server = await FakeServer.StartAsync();

        var good = await server.RunAsync(["check", "vector", "deployments/live", "--from", "-"], """{ "a": 1, "b": 2.5, "c": "x", "d": true, "e": null }""");
        Assert.Equal(
            new V1.FeatureVector
            {
                Values =
                {
                    ["a"] = new() { IntValue = 1 },
                    ["b"] = new() { DoubleValue = 2.5 },
                    ["c"] = new() { StringValue = "x" },
                    ["d"] = new() { BoolValue = true },
                    ["e"] = new(),
                },
            },
            Assert.Single(server.Vectors!.Vectors));
        var bad = await server.RunAsync(["check", "vector", "deployments/live", "--from", "-", "--json", "--open"], """{ "values": { "a": { "intValue": "3" } } } [{ "a": -1 }, { "a": 0 }]""");
        var people = await server.RunAsync(["check", "vector", "deployments/live", "--from", "-"], """[{ "a": 5 }, { "a": -1 }]""");

        Assert.Equal((ExitCodes.Fine, ExitCodes.Negative, ExitCodes.Negative), (good.Code, bad.Code, people.Code));
        Assert.Contains("vector ACCEPTED against deployments/live", good.Out, StringComparison.Ordinal);
        Assert.Equal([true, false, true], bad.Documents.Select(d => (bool)d["accepted"]!));
        Assert.Contains("vector 2 REFUSED", people.Out, StringComparison.Ordinal);
        Assert.Contains("│ OUT_OF_RANGE │ yes    │ a       │ -1     │ 0 to 9       │", people.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no vector")]
    [InlineData("[]", "holds no vector")]
    [InlineData("7", "a vector is a JSON object")]
    [InlineData("{ \"a\": [1] }", "the value of 'a'")]
    [InlineData("{ \"a\": ", "--from -")]
    [InlineData("{ \"values\": { \"a\": { \"colour\": 1 } } }", "colour")]
    public async Task CheckVector_OfWhatIsNoVector_IsBadInput(string json, string named)
    {
        await using var server = await FakeServer.StartAsync();

        var outcome = await server.RunAsync(["check", "vector", "deployments/live", "--from", "-"], json);

        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.Code, outcome.Out));
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
    }
}
