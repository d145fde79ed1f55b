namespace Lineage.Columnar.Writing;

/// <summary>What was written.</summary>
/// <param name="Rows">The rows of the table.</param>
/// <param name="Bytes">The bytes of the file.</param>
public readonly record struct WrittenTable(long Rows, long Bytes);
