namespace Lineage.Columnar.PointInTime;

/// <summary>How far an audit or a check is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Rows">Rows done in this stage.</param>
public readonly record struct AuditProgress(string Stage, long Rows);
