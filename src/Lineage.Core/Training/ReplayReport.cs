using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Training;

/// <summary>What building a dataset version again came to.</summary>
/// <param name="Difference">Between the table as it was registered and as it was built again.</param>
/// <param name="Inputs">Spine and histories.</param>
/// <param name="ChangedSplits">The ids of splits whose rows are others.</param>
public sealed record ReplayReport(FingerprintDifference Difference, IReadOnlyList<ReplayedInput> Inputs, IReadOnlyList<string> ChangedSplits)
{
    /// <summary>Whether table and splits have the fingerprints that they were registered with.</summary>
    public bool IsReproduced => Difference.Verdict == FingerprintVerdict.Identical && ChangedSplits.Count == 0;
}
