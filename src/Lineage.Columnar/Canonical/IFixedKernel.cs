using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>The meaning of one fixed-width physical type. A struct, so that the loop over a column is compiled for it.</summary>
internal interface IFixedKernel
{
    /// <summary>The longest canonical form of any kernel, tag included.</summary>
    const int MaxEncoded = 17;

    /// <summary>Bytes of a value in the array.</summary>
    int Width { get; }

    /// <summary>Writes the tag and the value, and returns the bytes written.</summary>
    int Encode(ReadOnlySpan<byte> value, Span<byte> target);

    /// <summary>
    /// The values as the words that the <c>fast</c> hash is of: canonical bytes after the tag where these are 8 (a boolean or nanoseconds widened or narrowed to 8). False where one does not fit;
    /// then <see cref="IsWord"/> says which, and those are hashed by their canonical bytes.
    /// </summary>
    bool TryGetWords(ReadOnlySpan<byte> values, Span<ulong> words);

    /// <summary>Whether the value is one word.</summary>
    bool IsWord(ReadOnlySpan<byte> value);

    string Format(ReadOnlySpan<byte> value);

    bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant);

    bool TryGetDouble(ReadOnlySpan<byte> value, out double number);
}
