using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Training;

/// <summary>An input of a build, then and now.</summary>
/// <param name="Name"><c>spine</c>, or the history's name.</param>
/// <param name="Difference">Of the columns and rows that the build could see.</param>
public sealed record ReplayedInput(string Name, FingerprintDifference Difference)
{
    /// <summary>Whether they are the same.</summary>
    public bool IsUnchanged => Difference.Verdict == FingerprintVerdict.Identical;
}
