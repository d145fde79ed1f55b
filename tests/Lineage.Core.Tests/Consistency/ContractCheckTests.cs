using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Tests.Consistency;

public sealed class ContractCheckTests
{
    private static ServingContract Serving => new()
    {
        ModelVersion = Training.Model,
        FeatureSets = [new(Training.Version("f", "1.0.0"), "sha256:01")],
        Features = [new("a", "integer", Nullable: false), new("b", "float"), new("c", "string", Nullable: false)],
    };

    [Fact]
    public void Compare_TheSame_IsCompatible()
    {
        var report = Compare(Serving);

        Assert.Empty(report.Issues);
        Assert.Equal(ContractVerdict.Compatible, report.Verdict);
        Assert.Equal(Training.Model, report.ModelVersion);
    }

    [Fact]
    public void Compare_FeatureNotServed_IsMissing() =>
        AssertOnly(Compare(Serving with { Features = [Serving.Features[0], Serving.Features[2]] }), ContractIssueKind.FeatureMissing, true, "b");

    [Fact]
    public void Compare_FeatureTheModelDoesNotKnow_IsExtra() =>
        AssertOnly(Compare(Serving with { Features = [.. Serving.Features, new("z", "float")] }), ContractIssueKind.FeatureExtra, false, "z");

    [Theory]
    [InlineData("b", "integer", false)]
    [InlineData("b", "string", true)]
    [InlineData("a", "float", true)]
    [InlineData("c", "binary", true)]
    public void Compare_AnotherType_IsRetypedAndBreakingUnlessEveryValueIsOne(string feature, string type, bool breaking) =>
        AssertOnly(Compare(Serving with { Features = Change(feature, f => f with { LogicalType = type }) }), ContractIssueKind.FeatureRetyped, breaking, feature);

    [Fact]
    public void Compare_AnotherOrder_IsReorderedOnce()
    {
        var report = Compare(Serving with { Features = [Serving.Features[1], Serving.Features[0], Serving.Features[2]] });

        AssertOnly(report, ContractIssueKind.FeaturesReordered, true, "a");
        Assert.Contains("'b' as number 1", report.Issues[0].Served, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_MissingAndExtraInBetween_AreNoReordering()
    {
        var report = Compare(Serving with { Features = [new("z", "float"), Serving.Features[0], Serving.Features[2]] });

        Assert.Equal([ContractIssueKind.FeatureMissing, ContractIssueKind.FeatureExtra], report.Issues.Select(i => i.Kind));
    }

    [Fact]
    public void Compare_NullsThatTrainingDidNotHave_BreakWhereTheSignatureForbidsThem()
    {
        var report = Compare(Serving with { Features = [.. Serving.Features.Select(f => f with { Nullable = true })] });

        Assert.Equal([("a", true), ("c", false)], report.Issues.Select(i => (i.Subject, i.Breaking)));
        Assert.All(report.Issues, i => Assert.Equal(ContractIssueKind.NullabilityWidened, i.Kind));
    }

    [Fact]
    public void Compare_WithoutAProfile_TheSignatureSaysWhatMayBeNull()
    {
        var training = Training.Record with { Splits = [new(Training.Split, null)] };

        var report = Compare(Serving with { Features = [.. Serving.Features.Select(f => f with { Nullable = true })] }, training);

        Assert.Equal([(ContractIssueKind.NullabilityWidened, "a"), (ContractIssueKind.NotRecorded, Training.Split.Value)], report.Issues.Select(i => (i.Kind, i.Subject)));
    }

    [Fact]
    public void Compare_InputThatNoTrainingColumnIsNamedLike_IsNotRecorded()
    {
        var profile = Training.Profile with { Columns = [.. Training.Profile.Columns.Where(c => c.Name != "c")] };

        AssertOnly(Compare(Serving, Training.Record with { Splits = [new(Training.Split, profile)] }), ContractIssueKind.NotRecorded, false, "c");
    }

    [Theory]
    [InlineData("sha256:02", ContractIssueKind.TransformationChanged)]
    [InlineData("SHA256:01", null)]
    [InlineData("", null)]
    public void Compare_TransformationOfTheServer_IsThatOfTraining(string digest, ContractIssueKind? expected)
    {
        var report = Compare(Serving with { FeatureSets = [new(Training.Version("f", "1.0.0"), digest)] });

        Assert.Equal(expected, report.Issues.SingleOrDefault()?.Kind);
        Assert.Equal(expected is not null, report.Verdict == ContractVerdict.Incompatible);
    }

    [Fact]
    public void Compare_TransformationThatTrainingDidNotRecord_IsNotRecorded()
    {
        var training = Training.Record with { FeatureSets = [Training.FeatureSet("f", "1.0.0", f => f with { Transformation = null })] };

        AssertOnly(Compare(Serving, training), ContractIssueKind.NotRecorded, false, "projects/p/featureSets/f/versions/1.0.0");
    }

    [Fact]
    public void Compare_AnotherVersion_IsSkewWithWhatItMeansForTheTransformation()
    {
        var later = Training.FeatureSet("f", "2.0.0", f => f with { Transformation = new Transformation("sql", "sha256:02") });

        var report = Compare(Serving with { FeatureSets = [new(later.Name)] }, registered: [later]);

        Assert.Equal(
            [(ContractIssueKind.VersionSkew, "projects/p/featureSets/f"), (ContractIssueKind.TransformationChanged, later.Name.Value)],
            report.Issues.Select(i => (i.Kind, i.Subject)));
        Assert.All(report.Issues, i => Assert.True(i.Breaking));
    }

    [Fact]
    public void Compare_AnotherVersionAndNoFeaturesDeclared_ComparesTheVersionsFeatureByFeature()
    {
        var later = Training.FeatureSet("f", "2.0.0", f => f with { Features = [new("a", "float"), new("c", "string"), new("z", "string")] });

        var report = Compare(Serving with { FeatureSets = [new(later.Name)], Features = [] }, registered: [later]);

        Assert.Equal(
            [
                (ContractIssueKind.VersionSkew, "projects/p/featureSets/f", true),
                (ContractIssueKind.FeatureRetyped, "a", true),
                (ContractIssueKind.FeatureMissing, "b", true),
                (ContractIssueKind.NullabilityWidened, "a", false),
            ],
            report.Issues.Select(i => (i.Kind, i.Subject, i.Breaking)));
    }

    [Fact]
    public void Compare_AVersionThatIsNotRegistered_IsSkewThatSaysSo()
    {
        var report = Compare(Serving with { FeatureSets = [new(Training.Version("f", "9.0.0"))] }, registered: []);

        AssertOnly(report, ContractIssueKind.VersionSkew, true, "projects/p/featureSets/f");
        Assert.Contains("not registered", report.Issues[0].Served, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TrainedOnTwoVersions_EitherMayBeServed()
    {
        var training = Training.Record with { FeatureSets = [Training.FeatureSet("f", "1.0.0"), Training.FeatureSet("f", "1.1.0")] };

        Assert.Empty(Compare(Serving with { FeatureSets = [new(Training.Version("f", "1.1.0"))] }, training).Issues);
        Assert.Equal(ContractIssueKind.VersionSkew, Assert.Single(Compare(Serving with { FeatureSets = [new(Training.Version("f", "1.2.0"))] }, training).Issues).Kind);
    }

    [Fact]
    public void Compare_FeatureSetNotServed_IsMissing() =>
        AssertOnly(Compare(Serving with { FeatureSets = [] }), ContractIssueKind.FeatureSetMissing, true, "projects/p/featureSets/f");

    [Fact]
    public void Compare_FeatureSetThatTrainingDidNotUse_IsExtra() =>
        AssertOnly(
            Compare(Serving with { FeatureSets = [.. Serving.FeatureSets, new(Training.Version("g", "1.0.0"))] }),
            ContractIssueKind.FeatureSetExtra,
            false,
            "projects/p/featureSets/g");

    [Fact]
    public void Compare_DatasetThatDoesNotSayWhatItWasBuiltFrom_IsNotRecordedAndNothingIsExtra()
    {
        var training = Training.Record with { FeatureSets = [], WithoutLineage = [Training.Split.Parent!] };

        AssertOnly(Compare(Serving, training), ContractIssueKind.NotRecorded, false, Training.Split.Parent!.Value);
    }

    [Theory]
    [InlineData("00112233445566ff", ContractIssueKind.SchemaChanged, true)]
    [InlineData("00112233445566FF00112233445566ff", ContractIssueKind.NotRecorded, false)]
    [InlineData("0011223344556677", null, false)]
    [InlineData("", null, false)]
    public void Compare_SchemaThatTheServerReads_IsThatOfTheVersion(string schema, ContractIssueKind? expected, bool breaking)
    {
        var set = Training.FeatureSet("f", "1.0.0", f => f with { Fingerprint = Fingerprint("0011223344556677") });

        var report = Compare(Serving with { FeatureSets = [new(set.Name, SchemaDigest: schema)] }, registered: [set]);

        Assert.Equal(expected, report.Issues.SingleOrDefault()?.Kind);
        Assert.Equal(breaking, report.Verdict == ContractVerdict.Incompatible);
    }

    [Fact]
    public void Compare_SchemaOfAVersionWithoutFingerprint_IsNotRecorded() => AssertOnly(
        Compare(Serving with { FeatureSets = [new(Training.Version("f", "1.0.0"), SchemaDigest: "0011223344556677")] }),
        ContractIssueKind.NotRecorded,
        false,
        "projects/p/featureSets/f/versions/1.0.0");

    [Fact]
    public void Compare_AnotherModelVersionThanTheDeploymentNames_IsAWarning()
    {
        var serving = Serving with { Deployment = Registry.Name("projects/p/deployments/prod") };
        var report = ContractCheck.Compare(Training.Record, serving, Registered(Training.Record.FeatureSets), Registry.Name("projects/p/models/m/versions/2.0.0"));

        AssertOnly(report, ContractIssueKind.VersionSkew, false, "projects/p/deployments/prod");
    }

    [Fact]
    public void Compare_ManyIssues_HasBreakingOnesFirst()
    {
        var report = Compare(Serving with { Features = [new("z", "float"), new("c", "binary", Nullable: false), new("a", "integer", Nullable: true)] });

        Assert.Equal([true, true, true, true, false], report.Issues.Select(i => i.Breaking));
        Assert.All(report.Issues, i => Assert.NotEmpty(i.Advice));
        Assert.Equal("4 breaking, 1 warnings; first: NULLABILITY_WIDENED a", report.Summary);
    }

    private static List<Feature> Change(string feature, Func<Feature, Feature> change) => [.. Serving.Features.Select(f => f.Name == feature ? change(f) : f)];

    private static ContractReport Compare(ServingContract serving, TrainingRecord? training = null, IReadOnlyList<TrainingFeatureSet>? registered = null)
    {
        var record = training ?? Training.Record;
        return ContractCheck.Compare(record, serving, Registered(registered ?? record.FeatureSets), null);
    }

    private static Dictionary<ResourceName, FeatureSetVersion> Registered(IEnumerable<TrainingFeatureSet> sets) => sets.ToDictionary(s => s.Name, s => s.Content);

    private static DataFingerprint Fingerprint(string schema) =>
        new() { Algorithm = "fast", Order = "multiset", Schema = schema, Content = schema, Rows = 1, Text = $"lf1:{schema}.{schema}.1" };

    private static void AssertOnly(ContractReport report, ContractIssueKind kind, bool breaking, string subject)
    {
        var issue = Assert.Single(report.Issues);
        Assert.Equal((kind, breaking, subject), (issue.Kind, issue.Breaking, issue.Subject));
        Assert.Equal(breaking ? ContractVerdict.Incompatible : ContractVerdict.CompatibleWithWarnings, report.Verdict);
    }
}
