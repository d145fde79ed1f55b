namespace Lineage.Columnar.Fingerprinting;

/// <summary>A cut-off at which two tables show different rows: history was rewritten.</summary>
/// <param name="CutOff">The cut-off.</param>
/// <param name="Difference">What differs in what is visible.</param>
public sealed record CutOffDifference(CutOff CutOff, FingerprintDifference Difference);
