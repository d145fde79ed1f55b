namespace Lineage.Columnar.PointInTime;

/// <summary>What a build found for one feature. The four counts add up to the rows of the table.</summary>
/// <param name="Feature">The column of the table.</param>
/// <param name="Source">The history it comes from.</param>
/// <param name="Found">Rows with a value.</param>
/// <param name="NullValue">Rows whose visible value is null.</param>
/// <param name="NoneVisible">Rows that see no value, those without key or label time included.</param>
/// <param name="Expired">Rows whose newest visible value is beyond its time to live.</param>
public sealed record FeatureBuild(string Feature, string Source, long Found, long NullValue, long NoneVisible, long Expired);
