using System.Buffers.Binary;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Two polynomials over the row hashes modulo the prime 2^61 - 1 (Karp and Rabin), which depend on their order. Sequences concatenate:
/// hash(x y) = hash(x) B^|y| + hash(y).
/// </summary>
internal readonly record struct RowSequence(ulong A, ulong B)
{
    /// <summary>Bytes of the written form.</summary>
    public const int Size = 16;

    private const ulong Prime = (1UL << 61) - 1;

    // The next words of the fraction of pi, cut to 60 bits: arbitrary numbers that hide nothing.
    private const ulong BaseA = 0x0528_21E6_38D0_1377;
    private const ulong BaseB = 0x0E54_66CF_34E9_0C6C;

    public RowSequence Append(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var (hashA, hashB) = (A, B);
        for (var i = 0; i < a.Length; i++)
        {
            hashA = Add(Multiply(hashA, BaseA), Reduce(a[i]));
            hashB = Add(Multiply(hashB, BaseB), Reduce(b[i]));
        }

        return new(hashA, hashB);
    }

    public RowSequence Concatenate(RowSequence second, long secondLength) =>
        new(Add(Multiply(A, Power(BaseA, secondLength)), second.A), Add(Multiply(B, Power(BaseB, secondLength)), second.B));

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, A);
        BinaryPrimitives.WriteUInt64LittleEndian(target[8..], B);
    }

    /// <exception cref="InvalidDataException">They are no remainders of the prime.</exception>
    public static RowSequence Read(ReadOnlySpan<byte> source)
    {
        var (a, b) = (BinaryPrimitives.ReadUInt64LittleEndian(source), BinaryPrimitives.ReadUInt64LittleEndian(source[8..]));
        return a < Prime && b < Prime ? new(a, b) : throw new InvalidDataException("The fingerprint state has a sequence beyond its prime.");
    }

    /// <summary>The product of two numbers below the prime.</summary>
    internal static ulong Multiply(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return Add(low & Prime, (high << 3) | (low >> 61));
    }

    private static ulong Power(ulong number, long exponent)
    {
        var result = 1UL;
        for (var square = number; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? Multiply(result, square) : result;
            square = Multiply(square, square);
        }

        return result;
    }

    private static ulong Reduce(ulong number) => Add(number & Prime, number >> 61);

    private static ulong Add(ulong x, ulong y)
    {
        var sum = x + y;
        return sum >= Prime ? sum - Prime : sum;
    }
}
