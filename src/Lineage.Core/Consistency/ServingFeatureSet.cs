using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>A feature set version that a server reads from.</summary>
/// <param name="FeatureSetVersion">The feature set version; it need not be registered.</param>
/// <param name="TransformationDigest">The digest of the transformation that the server runs, as <c>algorithm:hex</c>; empty where it runs none.</param>
/// <param name="SchemaDigest">The digest of the schema that the server reads, hexadecimal; empty where it does not know.</param>
public sealed record ServingFeatureSet(ResourceName FeatureSetVersion, string TransformationDigest = "", string SchemaDigest = "")
{
    /// <summary>The feature set.</summary>
    public ResourceName FeatureSet => FeatureSetVersion.Parent!;
}
