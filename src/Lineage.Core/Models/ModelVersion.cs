using Lineage.Core.Graph;
using Lineage.Core.Versioning;

namespace Lineage.Core.Models;

/// <summary>An immutable version of a model, with the required, recommended and custom metadata of model versioning.</summary>
public sealed record ModelVersion : VersionContent
{
    /// <summary>Required: the training framework, such as <c>scikit-learn</c>.</summary>
    public required string Framework { get; init; }

    /// <summary>Required: the framework's version.</summary>
    public required string FrameworkVersion { get; init; }

    /// <summary>Required: the splits that the model was fitted on; at least one.</summary>
    public required IReadOnlyList<ResourceName> TrainedOn { get; init; }

    /// <summary>Required: final metrics by name; at least one.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Required: hyperparameters by name, as a JSON object of scalars and lists; at least one.</summary>
    public required string Hyperparameters { get; init; }

    /// <summary>Required: inputs and outputs.</summary>
    public required ModelSignature Signature { get; init; }

    /// <summary>Required: when the model was made, as the caller says.</summary>
    public required Columnar.Time.Instant Created { get; init; }

    /// <summary>Recommended: the splits that the metrics were measured on.</summary>
    public IReadOnlyList<ResourceName> EvaluatedOn { get; init; } = [];

    /// <summary>Recommended: the run that made it.</summary>
    public ResourceName? ProducedBy { get; init; }

    /// <summary>Recommended: the model version that training began from.</summary>
    public ResourceName? FineTunedFrom { get; init; }

    /// <summary>Recommended: the code.</summary>
    public CodeReference? Code { get; init; }

    /// <summary>Recommended: where it was trained.</summary>
    public RuntimeEnvironment? Environment { get; init; }

    /// <summary>Recommended: the file.</summary>
    public ModelArtifact? Artifact { get; init; }

    /// <summary>Recommended: the random seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Recommended: how long training took.</summary>
    public TimeSpan? TrainingDuration { get; init; }

    /// <summary>Recommended: the licence of the model.</summary>
    public string License { get; init; } = string.Empty;

    /// <summary>Recommended: what it is for.</summary>
    public string IntendedUse { get; init; } = string.Empty;

    /// <summary>Recommended: what it is not good at.</summary>
    public string Limitations { get; init; } = string.Empty;

    /// <summary>Custom: any JSON object.</summary>
    public string Custom { get; init; } = "{}";

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
    [
        .. base.Properties,
        new("framework", Framework),
        new("framework_version", FrameworkVersion),
        .. Metrics.Select(m => new KeyValuePair<string, PropertyValue>($"metrics.{m.Key}", m.Value)),
    ];
}
