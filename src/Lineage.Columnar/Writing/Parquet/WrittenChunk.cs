using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>What a footer says about the column of a row group.</summary>
/// <param name="Leaf">Its leaf.</param>
/// <param name="IsDictionary">Whether a dictionary page stands before its data pages.</param>
/// <param name="Codec">How its pages are compressed, as a number of the format.</param>
/// <param name="Entries">Its entries, nulls included.</param>
/// <param name="Nulls">How many of them hold no value.</param>
/// <param name="Start">Where its first page begins, from the start of the row group on.</param>
/// <param name="DataStart">Where its first data page begins.</param>
/// <param name="End">Where its last page ends.</param>
/// <param name="UncompressedBytes">What its pages would be without compression, headers included.</param>
/// <param name="Min">The least value, where it is known.</param>
/// <param name="Max">The greatest.</param>
internal sealed record WrittenChunk(
    WriteNode Leaf, bool IsDictionary, int Codec, long Entries, long Nulls, int Start, int DataStart, int End, long UncompressedBytes, byte[]? Min, byte[]? Max)
{
    public PhysicalType Type => Leaf.Element.Type!.Value;
}
