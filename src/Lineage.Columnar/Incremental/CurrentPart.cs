namespace Lineage.Columnar.Incremental;

/// <summary>A part of the table as it is.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Number">Which part of the file it is.</param>
/// <param name="Evidence">By what it will be known again.</param>
/// <param name="Rows">The rows that it declares.</param>
internal readonly record struct CurrentPart(string File, int Number, PartEvidence Evidence, long Rows);
