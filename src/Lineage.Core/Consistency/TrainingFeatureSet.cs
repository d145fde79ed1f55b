using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>A feature set version that training data was built from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What it says of itself.</param>
public sealed record TrainingFeatureSet(ResourceName Name, FeatureSetVersion Content)
{
    /// <summary>The feature set.</summary>
    public ResourceName FeatureSet => Name.Parent!;
}
