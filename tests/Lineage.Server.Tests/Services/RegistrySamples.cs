using Google.Protobuf.WellKnownTypes;

namespace Lineage.Server.Tests.Services;

/// <summary>Requests in which every field has a value.</summary>
internal static class RegistrySamples
{
    public static readonly Timestamp Time = new() { Seconds = 1_800_000_000, Nanos = 123_456_789 };

    public static V1.Fingerprint Fingerprint => new()
    {
        Algorithm = V1.FingerprintAlgorithm.Sha256,
        Order = V1.RowOrder.Ordered,
        Schema = "00112233445566778899aabbccddeeff",
        Content = "ffeeddccbbaa99887766554433221100",
        Rows = 12,
        Columns =
        {
            new V1.ColumnFingerprint { Name = "a", LogicalType = "integer", NullCount = 1, Digest = "0123456789abcdef" },
            new V1.ColumnFingerprint { Name = "at", LogicalType = "timestamp", Digest = "0123456789abcdef" },
            new V1.ColumnFingerprint { Name = "id", LogicalType = "string", Digest = "0123456789abcdef" },
            new V1.ColumnFingerprint { Name = "known", LogicalType = "timestamp", Digest = "0123456789abcdef" },
        },
        Text = "lf1-sha256-ordered:x",
    };

    public static V1.TableProfile Profile => new()
    {
        Rows = 12,
        Columns =
        {
            new V1.ColumnProfile
            {
                Name = "a",
                LogicalType = "integer",
                Count = 12,
                NullCount = 1,
                Minimum = -1,
                Maximum = 9,
                Mean = 0.5,
                StandardDeviation = 2,
                Categories = new V1.Categories { Values = { "x", "y" } },
            },
        },
    };

    public static V1.FeatureSetVersion FeatureSetVersion(params string[] derivedFrom) => new()
    {
        Description = "d",
        Author = "ann",
        Tags = { ["team"] = "ops" },
        State = V1.VersionState.Active,
        Features = { new V1.Feature { Name = "a", LogicalType = "integer", Nullable = true, Description = "metres" } },
        EntityKeys = { "id" },
        EventTimeColumn = "at",
        KnownAtColumn = "known",
        TimeToLive = Duration.FromTimeSpan(TimeSpan.FromDays(1)),
        Lag = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)),
        Transformation = new V1.Transformation { Language = "sql", Digest = "sha256:01", Uri = "u", Commit = "c" },
        DerivedFrom = { derivedFrom },
        DataUri = "file:f",
        Fingerprint = Fingerprint,
        Profile = Profile,
    };

    public static V1.DatasetVersion DatasetVersion(string featureSetVersion) => new()
    {
        Description = "d",
        Author = "ann",
        Tags = { ["team"] = "ops" },
        State = V1.VersionState.Active,
        Columns = { new V1.Feature { Name = "id", LogicalType = "string" }, new V1.Feature { Name = "at", LogicalType = "timestamp" }, new V1.Feature { Name = "y", LogicalType = "boolean" } },
        EntityKeys = { "id" },
        LabelTimeColumn = "at",
        LabelColumn = "y",
        BuiltFrom = { new V1.DatasetInput { FeatureSetVersion = featureSetVersion, AsOf = Time, KnownAt = Time } },
        DataUri = "file:d",
        Fingerprint = Fingerprint,
        Profile = Profile,
    };

    public static V1.Split Split(V1.SplitRole role) => new()
    {
        Description = "d",
        Tags = { ["team"] = "ops" },
        Role = role,
        Method = new V1.SplitMethod { Kind = "random", Seed = 7, Parameters = { ["fraction"] = "0.8" } },
        DataUri = "file:s",
        Fingerprint = Fingerprint,
        Profile = Profile,
    };

    public static V1.ModelVersion ModelVersion(string trainedOn, string evaluatedOn, string run) => new()
    {
        Description = "d",
        Author = "ann",
        Tags = { ["team"] = "ops" },
        State = V1.VersionState.Active,
        Created = Time,
        Framework = "scikit-learn",
        FrameworkVersion = "1.5",
        TrainedOn = { trainedOn },
        Metrics = { ["auc"] = 0.8, ["loss"] = double.PositiveInfinity },
        Hyperparameters = new Struct { Fields = { ["c"] = Value.ForNumber(1), ["solver"] = Value.ForString("lbfgs") } },
        Signature = new V1.ModelSignature { Inputs = { new V1.Feature { Name = "a", LogicalType = "integer" } }, Outputs = { new V1.Feature { Name = "y", LogicalType = "float" } } },
        EvaluatedOn = { evaluatedOn },
        ProducedBy = run,
        Code = new V1.CodeReference { Repository = "r", Commit = "c", Dirty = true, EntryPoint = "e" },
        Environment = new V1.RuntimeEnvironment { OperatingSystem = "o", Runtime = "r", Hardware = "h", Container = "c", Packages = { ["numpy"] = "2.1" } },
        Artifact = new V1.ModelArtifact { Uri = "file:m", Digest = "sha256:02", SizeBytes = 3 },
        Seed = 42,
        TrainingDuration = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)),
        License = "MIT",
        IntendedUse = "i",
        Limitations = "l",
        Custom = new Struct { Fields = { ["x"] = Value.ForList(Value.ForNumber(1), Value.ForNull()) } },
    };

    public static V1.Run Run(string trainedOn, string evaluatedOn) => new()
    {
        Description = "d",
        Author = "ann",
        Tags = { ["team"] = "ops" },
        State = V1.RunState.Running,
        StartTime = Time,
        TrainedOn = { trainedOn },
        EvaluatedOn = { evaluatedOn },
        DataDigests = { ["train"] = "lf1:x" },
        Code = new V1.CodeReference { Repository = "r", Commit = "c" },
        Parameters = new Struct { Fields = { ["p"] = Value.ForBool(true) } },
        Seeds = { ["s"] = long.MinValue },
        Environment = new V1.RuntimeEnvironment { OperatingSystem = "o" },
    };
}
