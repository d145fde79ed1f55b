namespace Lineage.Columnar.Tests.Vectors;

/// <summary>A vector that a second reader does not read.</summary>
/// <param name="Refuses">Whether it says so; else it reads another table.</param>
/// <param name="Reason">Why.</param>
internal sealed record ReaderGap(bool Refuses, string Reason);
