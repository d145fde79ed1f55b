using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>A part that is not where or what it was.</summary>
public sealed record PartChange
{
    public required PartChangeKind Kind { get; init; }

    /// <summary>The name of the file that it was in.</summary>
    public required string File { get; init; }

    /// <summary>Which part of the file it was, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>The rows that it had.</summary>
    public required long Rows { get; init; }

    /// <summary>The digest of its bytes as it was.</summary>
    public required Digest Before { get; init; }

    /// <summary>The digest of the bytes that stand in its place; null where none do. The same as before where only what the file says of them is another.</summary>
    public Digest? After { get; init; }

    /// <summary>The name of the file that it is in now, where it moved.</summary>
    public string? NewFile { get; init; }

    /// <summary>Which part of that file it is now, where it moved.</summary>
    public int? NewPart { get; init; }

    /// <summary>What differs between the rows that it had and those in its place, where something else stands there.</summary>
    public FingerprintDifference? Difference { get; init; }

    /// <summary>When its file had last been written.</summary>
    public required DateTimeOffset LastWritten { get; init; }
}
