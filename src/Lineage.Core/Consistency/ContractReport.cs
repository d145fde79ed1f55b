using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>The result of a contract check.</summary>
/// <param name="ModelVersion">The model version compared with.</param>
/// <param name="Issues">Every disagreement, breaking ones first.</param>
public sealed record ContractReport(ResourceName ModelVersion, IReadOnlyList<ContractIssue> Issues)
{
    /// <summary>The outcome, which the issues alone decide.</summary>
    public ContractVerdict Verdict => Issues.Any(i => i.Breaking) ? ContractVerdict.Incompatible
        : Issues.Count > 0 ? ContractVerdict.CompatibleWithWarnings
        : ContractVerdict.Compatible;

    /// <summary>One line for people.</summary>
    public string Summary
    {
        get
        {
            var breaking = Issues.Count(i => i.Breaking);
            return Issues.Count == 0
                ? "serving agrees with training"
                : $"{breaking} breaking, {Issues.Count - breaking} warnings; first: {EnumText.Of(Issues[0].Kind)} {Identifier.Printable(Issues[0].Subject)}";
        }
    }
}
