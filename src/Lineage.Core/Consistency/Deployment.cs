using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>A place where a model version answers, and the feature set versions that it is fed from. Its edges keep the history of both.</summary>
public sealed record Deployment : NodeContent
{
    /// <summary>Such as <c>production</c>.</summary>
    public string Environment { get; init; } = string.Empty;

    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>Whether it serves.</summary>
    public DeploymentState State { get; init; }

    /// <summary>The model version that it serves now.</summary>
    public required ResourceName ModelVersion { get; init; }

    /// <summary>The feature set versions that it is fed from now.</summary>
    public IReadOnlyList<ResourceName> FeatureSetVersions { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [new("environment", Environment), new("owner", Owner), new("state", EnumText.Of(State)), new("model_version", ModelVersion.Value)];
}
