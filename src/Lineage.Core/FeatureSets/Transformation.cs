namespace Lineage.Core.FeatureSets;

/// <summary>The code that computes a feature set.</summary>
/// <param name="Language">Such as <c>sql</c>, <c>python</c> or <c>csharp</c>.</param>
/// <param name="Digest">The digest of the code, as <c>algorithm:hex</c>. Two versions with equal digests compute the same.</param>
/// <param name="Uri">Where the code is.</param>
/// <param name="Commit">The commit of the code.</param>
public sealed record Transformation(string Language, string Digest, string Uri = "", string Commit = "");
