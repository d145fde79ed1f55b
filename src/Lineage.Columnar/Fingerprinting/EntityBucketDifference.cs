namespace Lineage.Columnar.Fingerprinting;

/// <summary>An entity bucket in which two tables differ.</summary>
/// <param name="Number">0 to 255.</param>
/// <param name="RowsBefore">Rows of the earlier table in it.</param>
/// <param name="RowsAfter">Rows of the later table in it.</param>
public sealed record EntityBucketDifference(int Number, long RowsBefore, long RowsAfter);
