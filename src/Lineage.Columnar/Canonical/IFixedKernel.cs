using System.Runtime.Intrinsics;
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
    /// Whether each of the values is one word, which the <c>fast</c> hash is of: canonical bytes after the tag where these are 8. False also where only looking at each by itself (<see cref="IsWord"/>) can
    /// tell. A value that is no word is hashed by its canonical bytes.
    /// </summary>
    bool AreWords(ReadOnlySpan<byte> values);

    /// <summary>Whether the value is one word.</summary>
    bool IsWord(ReadOnlySpan<byte> value);

    /// <summary>The word of a value that is one, else anything.</summary>
    ulong Word(ref byte value);

    /// <summary>The words of four values that lie side by side.</summary>
    Vector256<ulong> FourWords(ref byte values);

    /// <summary>
    /// The instants of as many values as there is room for, in nanoseconds. False where one is not surely within 64 bits, both ends excluded; and for types without instants.
    /// </summary>
    bool TryGetTimes(ReadOnlySpan<byte> values, Span<long> nanoseconds);

    string Format(ReadOnlySpan<byte> value);

    bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant);

    bool TryGetDouble(ReadOnlySpan<byte> value, out double number);
}
