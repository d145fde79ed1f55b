namespace Lineage.Vectors.Expectations;

/// <summary>One column of a file.</summary>
public sealed record VectorColumnExpectation(string Name, string Type, long Nulls, string Digest);
