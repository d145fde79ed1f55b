namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>A split that rows are to come into.</summary>
/// <param name="Name">The split's id.</param>
/// <param name="Fraction">Its fraction, above 0. All splits together have at most 1; what is left comes into no split. Null where splits begin at given times.</param>
/// <param name="From">By time without fractions, where it begins; the first split has none.</param>
public sealed record SplitPart(string Name, decimal? Fraction = null, SplitCut? From = null);
