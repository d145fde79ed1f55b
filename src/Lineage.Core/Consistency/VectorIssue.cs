namespace Lineage.Core.Consistency;

/// <summary>One thing wrong with a vector.</summary>
/// <param name="Kind">What.</param>
/// <param name="Blocking">Whether the vector must not be used because of it.</param>
/// <param name="Subject">The feature, feature set version or other resource concerned.</param>
/// <param name="Served">What was served.</param>
/// <param name="Expected">What training had.</param>
public sealed record VectorIssue(VectorIssueKind Kind, bool Blocking, string Subject, string Served, string Expected);
