using Lineage.Columnar.Profiling;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A part of a dataset version.</summary>
public sealed record Split : NodeContent
{
    /// <summary>What it is for.</summary>
    public SplitRole Role { get; init; }

    /// <summary>How its rows were chosen.</summary>
    public SplitMethod? Method { get; init; }

    /// <summary>Where the data is.</summary>
    public string DataUri { get; init; } = string.Empty;

    /// <summary>The fingerprint of its rows.</summary>
    public DataFingerprint? Fingerprint { get; init; }

    /// <summary>The profile of its rows; the training split's is what served vectors are checked against.</summary>
    public TableProfile? Profile { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [new("role", EnumText.Of(Role)), new("data_uri", DataUri), .. DataFingerprint.PropertiesOf(Fingerprint)];
}
