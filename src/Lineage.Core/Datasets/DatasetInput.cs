using Lineage.Columnar.Time;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A feature set version that a dataset version was joined from.</summary>
/// <param name="FeatureSetVersion">The feature set version.</param>
/// <param name="AsOf">The greatest event time joined; null when the label times alone bound it.</param>
/// <param name="KnownAt">The knowledge time of the join; null when knowledge time was not considered.</param>
public sealed record DatasetInput(ResourceName FeatureSetVersion, EventTime? AsOf, KnowledgeTime? KnownAt);
