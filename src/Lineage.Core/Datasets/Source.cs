using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>Where raw data comes from.</summary>
public sealed record Source : NodeContent
{
    /// <summary>Such as <c>file</c>, <c>table</c> or <c>stream</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Where it is.</summary>
    public string Uri { get; init; } = string.Empty;

    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>The licence of the data.</summary>
    public string License { get; init; } = string.Empty;

    /// <summary>The fingerprint of the data, where it is a finished table.</summary>
    public DataFingerprint? Fingerprint { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [new("type", Type), new("uri", Uri), new("owner", Owner), new("license", License), .. DataFingerprint.PropertiesOf(Fingerprint)];
}
