namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>A vector of structs that are made of so many words of eight bytes each.</summary>
internal sealed record FlatVector(int WordsEach, long[] Words);
