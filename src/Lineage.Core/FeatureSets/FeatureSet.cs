using Lineage.Core.Versioning;

namespace Lineage.Core.FeatureSets;

/// <summary>A named family of features that are computed and served together.</summary>
public sealed record FeatureSet : CollectionContent;
