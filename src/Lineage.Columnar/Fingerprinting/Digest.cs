using System.Buffers.Binary;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>16 bytes (<see cref="FingerprintAlgorithm.Fast"/>) or 32 bytes (<see cref="FingerprintAlgorithm.Sha256"/>), printed as lower-case hex.</summary>
public readonly record struct Digest
{
    internal const int FastLength = 16;
    internal const int Sha256Length = 32;
    private readonly UInt128 _first;
    private readonly UInt128 _second;

    private Digest(UInt128 first, UInt128 second, int length)
    {
        _first = first;
        _second = second;
        Length = length;
    }

    /// <summary>How many bytes; 0 for the default value.</summary>
    public int Length { get; }

    /// <exception cref="ArgumentException">There are neither 16 nor 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        FastLength => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), 0, FastLength),
        Sha256Length => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[FastLength..]), Sha256Length),
        _ => throw new ArgumentException($"A digest has 16 or 32 bytes, not {bytes.Length}.", nameof(bytes)),
    };

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        if ((text.Length != 2 * FastLength && text.Length != 2 * Sha256Length) || text.ContainsAnyExcept("0123456789abcdef"))
        {
            return false;
        }

        digest = FromBytes(Convert.FromHexString(text));
        return true;
    }

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Sha256Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(FastLength), _second);
        return bytes[..Length];
    }

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
