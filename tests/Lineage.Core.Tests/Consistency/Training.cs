using Lineage.Columnar.Profiling;
using Lineage.Core.Consistency;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Consistency;

/// <summary>What a model was trained on, for tests: inputs <c>a</c> (integer, never null), <c>b</c> (float) and <c>c</c> (string), from version 1 of the feature set <c>f</c>.</summary>
internal static class Training
{
    public static readonly ResourceName Model = Name("projects/p/models/m/versions/1.0.0");
    public static readonly ResourceName Split = Name("projects/p/datasets/d/versions/1.0.0/splits/train");

    public static IReadOnlyList<Feature> Inputs =>
        [new("a", "integer", Nullable: false), new("b", "float"), new("c", "string")];

    public static TableProfile Profile => new(10, [
        new ColumnProfile { Name = "a", LogicalType = "integer", Count = 10, Minimum = -5, Maximum = 5 },
        new ColumnProfile { Name = "b", LogicalType = "float", Count = 8, NullCount = 2, Minimum = 0.5, Maximum = 1.5 },
        new ColumnProfile { Name = "c", LogicalType = "string", Count = 10, Categories = ["x", "y"] },
    ]);

    public static TrainingRecord Record => new()
    {
        ModelVersion = Model,
        Inputs = Inputs,
        Splits = [new(Split, Profile, "lf1:train")],
        FeatureSets = [FeatureSet("f", "1.0.0")],
    };

    public static ResourceName Version(string set, string version) => Name($"projects/p/featureSets/{set}/versions/{version}");

    public static TrainingFeatureSet FeatureSet(string set, string version, Func<FeatureSetVersion, FeatureSetVersion>? change = null) =>
        new(Version(set, version), (change ?? (f => f))(FeatureSetVersion() with { Features = Inputs, Transformation = new Transformation("sql", "sha256:01") }));
}
