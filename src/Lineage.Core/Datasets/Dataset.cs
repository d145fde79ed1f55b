using Lineage.Core.Versioning;

namespace Lineage.Core.Datasets;

/// <summary>A named training table.</summary>
public sealed record Dataset : CollectionContent;
