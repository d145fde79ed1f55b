using Lineage.Columnar.Profiling;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Versioning;

namespace Lineage.Core.FeatureSets;

/// <summary>An immutable version of a feature set: its schema, its times, its transformation and its data.</summary>
public sealed record FeatureSetVersion : VersionContent
{
    /// <summary>The features, in the order in which a serving vector holds them.</summary>
    public required IReadOnlyList<Feature> Features { get; init; }

    /// <summary>The columns that identify an entity.</summary>
    public required IReadOnlyList<string> EntityKeys { get; init; }

    /// <summary>The column that says when a value became true; empty for a feature set without time.</summary>
    public string EventTimeColumn { get; init; } = string.Empty;

    /// <summary>The column that says when the store learned a value; empty when it is not recorded.</summary>
    public string KnownAtColumn { get; init; } = string.Empty;

    /// <summary>How long a value stays valid after its event time; null for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long after its event time a value can first be used.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>The code that computes the features.</summary>
    public Transformation? Transformation { get; init; }

    /// <summary>What this version is derived from, version-exact: sources and feature set versions.</summary>
    public IReadOnlyList<ResourceName> DerivedFrom { get; init; } = [];

    /// <summary>Where the data is.</summary>
    public string DataUri { get; init; } = string.Empty;

    /// <summary>The fingerprint of the data.</summary>
    public DataFingerprint? Fingerprint { get; init; }

    /// <summary>The profile of the data.</summary>
    public TableProfile? Profile { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
    [
        .. base.Properties,
        new("event_time_column", EventTimeColumn),
        new("data_uri", DataUri),
        .. DataFingerprint.PropertiesOf(Fingerprint),
    ];
}
