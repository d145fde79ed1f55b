namespace Lineage.Columnar.Reading;

/// <summary>A file of a table.</summary>
/// <param name="Name">Its path from the folder of the table on, with <c>/</c> between folders: what errors and manifests call it.</param>
/// <param name="Path">Where it is.</param>
public readonly record struct TableFile(string Name, string Path);
