namespace Lineage.Core.Versioning;

/// <summary>How a version follows from the one before.</summary>
/// <param name="Kind">The part that moves.</param>
/// <param name="Previous">The version compared with; empty for the first.</param>
/// <param name="Reasons">Why, one line for each difference, the strongest first.</param>
public sealed record VersionBump(BumpKind Kind, string Previous, IReadOnlyList<string> Reasons);
