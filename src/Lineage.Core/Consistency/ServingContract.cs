using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>What a server is about to serve.</summary>
public sealed record ServingContract
{
    /// <summary>The deployment, from which what the contract does not give is taken; null where there is none.</summary>
    public ResourceName? Deployment { get; init; }

    /// <summary>The model version; null for the deployment's.</summary>
    public ResourceName? ModelVersion { get; init; }

    /// <summary>The feature sets that feed it; none for the deployment's.</summary>
    public IReadOnlyList<ServingFeatureSet> FeatureSets { get; init; } = [];

    /// <summary>
    /// The features of a vector by the names of the model's signature, in the order in which they are served; none where the server does not say, and then the
    /// feature set versions are compared feature by feature instead.
    /// </summary>
    public IReadOnlyList<Feature> Features { get; init; } = [];
}
