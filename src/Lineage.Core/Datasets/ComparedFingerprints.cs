using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Datasets;

/// <summary>What two fingerprints say about two tables.</summary>
/// <param name="Difference">What differs.</param>
/// <param name="ComparedCutOffs">How many cut-offs both have; 0 where nothing can be said about any.</param>
public sealed record ComparedFingerprints(FingerprintDifference Difference, int ComparedCutOffs);
