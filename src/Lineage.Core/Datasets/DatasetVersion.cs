using Lineage.Columnar.Profiling;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Training;
using Lineage.Core.Versioning;

namespace Lineage.Core.Datasets;

/// <summary>An immutable version of a dataset.</summary>
public sealed record DatasetVersion : VersionContent
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<Feature> Columns { get; init; } = [];

    /// <summary>The columns that identify an entity.</summary>
    public IReadOnlyList<string> EntityKeys { get; init; } = [];

    /// <summary>The column with the time of each label.</summary>
    public string LabelTimeColumn { get; init; } = string.Empty;

    /// <summary>The column with the label.</summary>
    public string LabelColumn { get; init; } = string.Empty;

    /// <summary>What it was joined from.</summary>
    public IReadOnlyList<DatasetInput> BuiltFrom { get; init; } = [];

    /// <summary>Where the data is.</summary>
    public string DataUri { get; init; } = string.Empty;

    /// <summary>The fingerprint of the whole table.</summary>
    public DataFingerprint? Fingerprint { get; init; }

    /// <summary>The profile of the whole table.</summary>
    public TableProfile? Profile { get; init; }

    /// <summary>How the service built it; null where it did not.</summary>
    public BuildRecipe? Recipe { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [.. base.Properties, new("data_uri", DataUri), .. DataFingerprint.PropertiesOf(Fingerprint)];
}
