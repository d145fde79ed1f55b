namespace Lineage.Columnar.PointInTime;

/// <summary>How far a build is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Rows">Rows done in this stage; they never fall.</param>
/// <param name="TotalRows">Rows of this stage in all, where they are known.</param>
public readonly record struct BuildProgress(string Stage, long Rows, long? TotalRows);
