using Lineage.Core.Versioning;

namespace Lineage.Core.Models;

/// <summary>A named model.</summary>
public sealed record Model : CollectionContent;
