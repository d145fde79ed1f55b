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

    string Format(ReadOnlySpan<byte> value);

    bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant);

    bool TryGetDouble(ReadOnlySpan<byte> value, out double number);
}
