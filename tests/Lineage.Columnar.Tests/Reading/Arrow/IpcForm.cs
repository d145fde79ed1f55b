using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>The ways to write the same table.</summary>
internal sealed record IpcForm
{
    public bool AsFile { get; init; }

    /// <summary>The byte order that the schema declares: 0 little-endian, 1 big-endian.</summary>
    public short Endianness { get; init; }

    /// <summary>Whether the numbers in the bodies are big-endian.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Whether messages begin with the marker that they have since 0.15.</summary>
    public bool IsMarked { get; init; } = true;

    /// <summary>None, <see cref="Codec.Lz4Frame"/> or <see cref="Codec.Zstd"/>.</summary>
    public Codec Codec { get; init; }

    /// <summary>Whether each dictionary comes in two parts, the second added to the first.</summary>
    public bool HasDeltas { get; init; }

    /// <summary>How often the footer of a file names the last dictionary message.</summary>
    public int LastDictionaryNamed { get; init; } = 1;

    /// <summary>What a record batch says of its buffers, given where they really lie; the words are offset and length in turn.</summary>
    public Func<long[], int, long[]> Declare { get; init; } = (words, _) => words;

    public static IpcForm BigEndian { get; } = new() { Endianness = 1, IsBigEndian = true };

    public override string ToString() =>
        $"{(AsFile ? "file" : "stream")}, {(IsBigEndian ? "big" : "little")}, {(IsMarked ? "marked" : "unmarked")}, {Codec}{(HasDeltas ? ", deltas" : "")}";
}
