namespace Lineage.Vectors.Catalog;

/// <summary>One file of the set.</summary>
/// <param name="File">Its name.</param>
/// <param name="Writer">The library that writes it.</param>
/// <param name="Group">Files of one group hold the same multiset of rows.</param>
/// <param name="RowOrder"><c>given</c>, <c>reversed</c> or <c>shuffled</c>: files of one group and row order hold the same sequence of rows.</param>
/// <param name="Description">What is particular about it.</param>
/// <param name="WriteAsync">Writes it to a path.</param>
internal sealed record Vector(string File, string Writer, string Group, string RowOrder, string Description, Func<string, Task> WriteAsync);
