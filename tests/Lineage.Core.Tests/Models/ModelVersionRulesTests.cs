using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Versioning;

namespace Lineage.Core.Tests.Models;

public sealed class ModelVersionRulesTests
{
    private static readonly ModelVersionRules Rules = new();

    private static readonly ModelVersion Good = new()
    {
        Version = "1.0.0",
        Scheme = VersionScheme.Semver,
        Order = string.Empty,
        Author = "ann",
        Created = Instant.Parse("2026-11-24T10:00:00Z"),
        Framework = "scikit-learn",
        FrameworkVersion = "1.5",
        TrainedOn = [ResourceName.Parse("projects/p/datasets/d/versions/1.0.0/splits/train", "x")],
        Metrics = new Dictionary<string, double> { ["auc"] = 0.8 },
        Hyperparameters = """{"c":1}""",
        Signature = new ModelSignature([new("a", "integer")], [new("y", "float")]),
    };

    [Fact]
    public void Check_NothingMissing_FindsNothing() => Assert.Empty(Wrong(Good));

    [Fact]
    public void Check_EverythingRequiredMissing_NamesEachFieldAtOnce()
    {
        var empty = Good with
        {
            Author = string.Empty,
            Created = default,
            Framework = string.Empty,
            FrameworkVersion = string.Empty,
            TrainedOn = [],
            Metrics = new Dictionary<string, double>(),
            Hyperparameters = "{}",
            Signature = new ModelSignature([], []),
        };

        string[] expected =
        [
            "author", "created", "framework", "framework_version", "hyperparameters", "metrics", "signature.inputs", "signature.outputs", "trained_on",
        ];
        Assert.Equal(expected.Select(f => $"model_version.{f}"), Wrong(empty));
    }

    [Theory]
    [InlineData("input added", BumpKind.Major)]
    [InlineData("input removed", BumpKind.Major)]
    [InlineData("output added", BumpKind.Minor)]
    [InlineData("output removed", BumpKind.Major)]
    [InlineData("hyperparameters", BumpKind.Minor)]
    [InlineData("framework", BumpKind.Minor)]
    [InlineData("artifact", BumpKind.Minor)]
    public void Compare_OneChange_HasItsStrength(string change, BumpKind kind)
    {
        var two = Good with { Signature = new ModelSignature([.. Good.Signature.Inputs, new("b", "float")], [.. Good.Signature.Outputs, new("z", "float")]) };
        var (before, after) = change switch
        {
            "input added" => (two with { Signature = two.Signature with { Inputs = Good.Signature.Inputs } }, two),
            "input removed" => (two, two with { Signature = two.Signature with { Inputs = Good.Signature.Inputs } }),
            "output added" => (two with { Signature = two.Signature with { Outputs = Good.Signature.Outputs } }, two),
            "output removed" => (two, two with { Signature = two.Signature with { Outputs = Good.Signature.Outputs } }),
            "hyperparameters" => (Good, Good with { Hyperparameters = """{"c":2}""" }),
            "framework" => (Good, Good with { FrameworkVersion = "1.6" }),
            _ => (Good, Good with { Artifact = new ModelArtifact("file:m", "sha256:01", 1) }),
        };

        Assert.Equal(kind, Assert.Single(Rules.Compare(before, after)).Kind);
    }

    private static IEnumerable<string> Wrong(ModelVersion version)
    {
        var violations = new Violations();
        Rules.Check(version, violations);
        return violations.IsEmpty ? [] : Assert.Throws<LineageException>(violations.ThrowIfAny).Violations.Select(v => v.Field).Order(StringComparer.Ordinal);
    }
}
