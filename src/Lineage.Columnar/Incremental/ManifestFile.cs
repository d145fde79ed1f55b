namespace Lineage.Columnar.Incremental;

/// <summary>A file as it was. Only its name and its parts count; length and time of the last write are told to people.</summary>
internal sealed record ManifestFile(string Name, long Length, DateTimeOffset LastWritten, IReadOnlyList<ManifestPart> Parts);
