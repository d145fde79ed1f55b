using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Profiling;
using Lineage.Columnar.Time;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Runs;
using Lineage.Core.Training;
using Lineage.Core.Versioning;

namespace Lineage.Storage.Conformance.Samples;

/// <summary>One content of each kind in which every member has a value of its own.</summary>
public static class NodeContentSamples
{
    private static readonly Instant At = Instant.Parse("2026-11-24T10:00:00.123456789Z");
    private static readonly SortedDictionary<string, string> Tags = new(StringComparer.Ordinal) { ["team"] = "ops", ["é"] = "ü" };
    private static readonly Feature[] Columns = [new("a", "integer", Nullable: false, "metres"), new("b", "list<string>")];

    public static DataFingerprint Fingerprint { get; } = new()
    {
        Algorithm = "sha256",
        Order = "ordered",
        Schema = "00112233445566778899aabbccddeeff",
        Content = "ffeeddccbbaa99887766554433221100",
        Rows = 12,
        Columns = [new ColumnDigest("a", "integer", Nullable: false, 0, "0123456789abcdef")],
        TimeBuckets = new PackedTimeBuckets("at", TimeSpan.FromDays(1), [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))]),
        EntityBuckets = new PackedEntityBuckets(["id", "é"], [.. Enumerable.Range(0, 25).Select(i => (byte)(i * 11))]),
        CutOffs = [new CutOffDigest(At, At, Visible), new CutOffDigest(At, null, Visible)],
        Text = "lf1-sha256-ordered:x",
    };

    private static DataFingerprint Visible => new() { Algorithm = "sha256", Order = "ordered", Schema = "0123456789abcdef", Content = "fedcba9876543210", Rows = 3, Text = "lf1-sha256-ordered:y" };

    private static readonly TableProfile Profile = new(12, [new ColumnProfile { Name = "a", LogicalType = "integer", Count = 12, NullCount = 1, Minimum = -1, Maximum = double.MaxValue, Mean = 0.1, StandardDeviation = 2, Categories = ["x"] }]);

    public static IReadOnlyDictionary<NodeKind, NodeContent> All { get; } = new Dictionary<NodeKind, NodeContent>
    {
        [NodeKind.Project] = new Project { Description = "d", Tags = Tags, Owner = "ann" },
        [NodeKind.Source] = new Source { Description = "d", Tags = Tags, Type = "file", Uri = "file:x", Owner = "ann", License = "MIT", Fingerprint = Fingerprint },
        [NodeKind.FeatureSet] = new FeatureSet { Description = "d", Tags = Tags, Owner = "ann", Scheme = VersionScheme.Hybrid, Aliases = Tags },
        [NodeKind.FeatureSetVersion] = new FeatureSetVersion
        {
            Description = "d",
            Tags = Tags,
            Version = "1.0.0",
            Scheme = VersionScheme.Semver,
            Order = "1",
            Author = "ann",
            State = VersionState.Deprecated,
            Bump = new VersionBump(BumpKind.Minor, "0.9.0", ["why"]),
            Features = Columns,
            EntityKeys = ["id"],
            EventTimeColumn = "at",
            KnownAtColumn = "known",
            TimeToLive = TimeSpan.FromDays(1),
            Lag = TimeSpan.FromMinutes(1),
            Transformation = new Transformation("sql", "sha256:1", "u", "c"),
            DerivedFrom = [Name("sources/s")],
            DataUri = "file:f",
            Fingerprint = Fingerprint,
            Profile = Profile,
        },
        [NodeKind.Dataset] = new Dataset { Description = "d", Tags = Tags, Owner = "ann", Scheme = VersionScheme.Date, Aliases = Tags },
        [NodeKind.DatasetVersion] = new DatasetVersion
        {
            Description = "d",
            Tags = Tags,
            Version = "2026.11.24",
            Scheme = VersionScheme.Date,
            Order = "1",
            Author = "ann",
            State = VersionState.Retired,
            Bump = new VersionBump(BumpKind.Major, "x", ["why"]),
            Columns = Columns,
            EntityKeys = ["a"],
            LabelTimeColumn = "b",
            LabelColumn = "a",
            BuiltFrom = [new DatasetInput(Name("featureSets/f/versions/1.0.0"), new EventTime(At), new KnowledgeTime(At))],
            DataUri = "file:d",
            Fingerprint = Fingerprint,
            Profile = Profile,
            Recipe = new BuildRecipe
            {
                Spine = new BuildInput("spine.parquet", Fingerprint),
                Histories =
                [
                    new HistoryRequest
                    {
                        FeatureSetVersion = "projects/p/featureSets/f/versions/1.0.0",
                        Path = "history.parquet",
                        KeyColumns = ["a"],
                        EventTimeColumn = "b",
                        KnownAtColumn = "c",
                        TimeToLive = TimeSpan.FromDays(7),
                        Lag = TimeSpan.FromHours(1),
                        StrictKnownAt = true,
                        Features = [new("x", "y")],
                    },
                ],
                Inputs = [new BuildInput("history.parquet", Fingerprint)],
                KnowledgeRule = KnowledgeRule.Fixed,
                KnownAt = At,
                ExclusiveEventTime = true,
                AsOf = At,
                Split = new SplitRecord("random", 7, Tags),
            },
        },
        [NodeKind.Split] = new Split
        {
            Description = "d",
            Tags = Tags,
            Role = SplitRole.Validation,
            Method = new SplitMethod("random", 7, Tags),
            DataUri = "file:s",
            Fingerprint = Fingerprint,
            Profile = Profile,
        },
        [NodeKind.Model] = new Model { Description = "d", Tags = Tags, Owner = "ann", Scheme = VersionScheme.Hash, Aliases = Tags },
        [NodeKind.ModelVersion] = new ModelVersion
        {
            Description = "d",
            Tags = Tags,
            Version = "abcdef0",
            Scheme = VersionScheme.Hash,
            Order = "1",
            Author = "ann",
            State = VersionState.Active,
            Bump = new VersionBump(BumpKind.Patch, "x", []),
            Created = At,
            Framework = "f",
            FrameworkVersion = "1",
            TrainedOn = [Name("datasets/d/versions/1/splits/train")],
            Metrics = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["auc"] = 0.8, ["loss"] = double.PositiveInfinity, ["nan"] = double.NaN },
            Hyperparameters = """{"a":1}""",
            Signature = new ModelSignature(Columns, Columns),
            EvaluatedOn = [Name("datasets/d/versions/1/splits/test")],
            ProducedBy = Name("experiments/e/runs/r"),
            FineTunedFrom = Name("models/m/versions/1"),
            Code = new CodeReference("r", "c", Dirty: true, "e"),
            Environment = new RuntimeEnvironment("o", "r", "h", "c", Tags),
            Artifact = new ModelArtifact("u", "sha256:2", 3),
            Seed = 42,
            TrainingDuration = TimeSpan.FromSeconds(1.5),
            License = "MIT",
            IntendedUse = "i",
            Limitations = "l",
            Custom = """{"x":[1,null]}""",
        },
        [NodeKind.Experiment] = new Experiment { Description = "d", Tags = Tags, Owner = "ann" },
        [NodeKind.Run] = new Run
        {
            Description = "d",
            Tags = Tags,
            State = RunState.Failed,
            Author = "ann",
            Start = At,
            End = At + TimeSpan.FromTicks(1),
            TrainedOn = [Name("datasets/d/versions/1/splits/train")],
            EvaluatedOn = [Name("datasets/d/versions/1/splits/test")],
            DataDigests = Tags,
            Code = new CodeReference("r", "c"),
            Parameters = """{"p":true}""",
            Seeds = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["s"] = long.MinValue },
            Environment = new RuntimeEnvironment("o", "r", "h", "c", Tags),
        },
        [NodeKind.Deployment] = new Deployment
        {
            Description = "d",
            Tags = Tags,
            Environment = "production",
            Owner = "ann",
            State = DeploymentState.Stopped,
            ModelVersion = Name("models/m/versions/1"),
            FeatureSetVersions = [Name("featureSets/f/versions/1.0.0")],
        },
        [NodeKind.Certificate] = new Certificate
        {
            Description = "d",
            Tags = Tags,
            CertificateKind = CertificateKind.SplitCheck,
            Verdict = CertificateVerdict.PassedWithWarnings,
            Summary = "s",
            Subjects = [Name("datasets/d/versions/1")],
            Fingerprints = Tags,
            Report = "{}",
        },
    };

    private static ResourceName Name(string rest) => ResourceName.Parse($"projects/p/{rest}", "sample");
}
