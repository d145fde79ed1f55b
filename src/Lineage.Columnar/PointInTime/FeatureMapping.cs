namespace Lineage.Columnar.PointInTime;

/// <summary>A feature of the table and where it comes from.</summary>
/// <param name="TableColumn">The column of the table.</param>
/// <param name="SourceColumn">The column of the history; empty where it has the same name.</param>
public sealed record FeatureMapping(string TableColumn, string SourceColumn)
{
    /// <summary>The history's column, resolved.</summary>
    public string SourceName => string.IsNullOrEmpty(SourceColumn) ? TableColumn : SourceColumn;
}
