namespace Lineage.Core.Consistency;

/// <summary>What disagrees between training and serving. What is breaking always is, unless said otherwise.</summary>
public enum ContractIssueKind
{
    /// <summary>The model needs a feature that is not served; breaking.</summary>
    FeatureMissing,

    /// <summary>A feature is served that the model does not know; a warning.</summary>
    FeatureExtra,

    /// <summary>A feature is served with another logical type; breaking, but a warning where integers are served to a float.</summary>
    FeatureRetyped,

    /// <summary>The features that both have are served in another order; breaking.</summary>
    FeaturesReordered,

    /// <summary>A feature may be null in serving, but was not in training; breaking where the model's signature forbids it too, else a warning.</summary>
    NullabilityWidened,

    /// <summary>Another code computes the features; breaking.</summary>
    TransformationChanged,

    /// <summary>Another version of the feature set is served; breaking. Another model version than the deployment's record names; a warning.</summary>
    VersionSkew,

    /// <summary>A feature set that training used is not served at all; breaking.</summary>
    FeatureSetMissing,

    /// <summary>A feature set is served that training did not use; a warning.</summary>
    FeatureSetExtra,

    /// <summary>The schema that is read is not that of the feature set version; breaking.</summary>
    SchemaChanged,

    /// <summary>The graph does not say what was trained on, so that this could not be checked; a warning.</summary>
    NotRecorded,
}
