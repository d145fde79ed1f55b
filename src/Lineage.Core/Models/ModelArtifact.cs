namespace Lineage.Core.Models;

/// <summary>The trained model's file.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="Digest">The digest of its bytes, as <c>algorithm:hex</c>.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
public sealed record ModelArtifact(string Uri, string Digest, long SizeBytes);
