using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>By what a part is known again.</summary>
/// <param name="Metadata">As in <see cref="PartPlace"/>.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Bytes">Of the bytes.</param>
internal readonly record struct PartEvidence(Digest Metadata, long Offset, long Length, Digest Bytes)
{
    /// <summary>The same part wherever it lies.</summary>
    public PartEvidence Anywhere => this with { Offset = 0 };

    /// <summary>Whether the file says of the part what it said.</summary>
    public bool IsAt(PartPlace place) => Metadata == place.Metadata && Offset == place.Offset && Length == place.Length;
}
