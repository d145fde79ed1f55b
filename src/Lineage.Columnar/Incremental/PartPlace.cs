using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>What a file says of one of its parts, and where the bytes of the part lie.</summary>
/// <param name="Rows">The rows that it declares.</param>
/// <param name="Metadata">Of all that it says and that decoding looks at, but for the offset in the file.</param>
/// <param name="Ranges">The bytes; all that decoding the part looks at besides the metadata.</param>
internal sealed record PartPlace(long Rows, Digest Metadata, IReadOnlyList<ByteRange> Ranges)
{
    public long Offset { get; } = Ranges.Count == 0 ? 0 : Ranges.Min(range => range.Offset);

    public long Length { get; } = Ranges.Sum(range => range.Length);
}
