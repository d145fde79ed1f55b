namespace Lineage.Columnar.Incremental;

/// <summary>A part that the manifest knows.</summary>
/// <param name="File">Its file.</param>
/// <param name="Number">Which part of the file it was.</param>
/// <param name="Part">What is known of it.</param>
internal sealed record KnownPart(ManifestFile File, int Number, ManifestPart Part);
