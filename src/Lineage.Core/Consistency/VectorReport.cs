namespace Lineage.Core.Consistency;

/// <summary>The result of a vector check.</summary>
/// <param name="Accepted">Whether the model may answer with this vector: nothing blocks it.</param>
/// <param name="Issues">Everything noticed, blocking issues first; within both by feature, in the order of the signature.</param>
/// <param name="ModelVersion">The model version that it was checked against; empty where the target is not known.</param>
public sealed record VectorReport(bool Accepted, IReadOnlyList<VectorIssue> Issues, string ModelVersion);
