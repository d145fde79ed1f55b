namespace Lineage.Core.FeatureSets;

/// <summary>One feature, or one column of a model's signature.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="LogicalType">The logical type, as <c>Lineage.Columnar</c> writes it, such as <c>integer</c> or <c>timestamp[utc]</c>.</param>
/// <param name="Nullable">Whether a value may be missing.</param>
/// <param name="Description">What it means, with its unit.</param>
public sealed record Feature(string Name, string LogicalType, bool Nullable = true, string Description = "");
