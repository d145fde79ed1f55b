namespace Lineage.Core.Consistency;

/// <summary>One disagreement between training and serving.</summary>
/// <param name="Kind">What disagrees.</param>
/// <param name="Breaking">Whether the verdict becomes <see cref="ContractVerdict.Incompatible"/> by it.</param>
/// <param name="Subject">The feature, feature set or other resource concerned.</param>
/// <param name="Trained">What training had.</param>
/// <param name="Served">What serving has.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ContractIssue(ContractIssueKind Kind, bool Breaking, string Subject, string Trained, string Served, string Advice);
