using Lineage.Columnar.Comparing;

namespace Lineage.Client;

/// <summary>What differs between two files of this machine.</summary>
/// <param name="Data">What their fingerprints say.</param>
/// <param name="Rows">The rows that differ.</param>
public sealed record FileComparison(V1.CompareFingerprintsResponse Data, RowComparisonReport Rows);
