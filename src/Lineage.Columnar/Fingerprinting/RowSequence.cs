namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// A polynomial over the row digests modulo the prime 2^127 - 1 (Karp and Rabin), which depends on their order. Sequences concatenate:
/// hash(a b) = hash(a) B^|b| + hash(b).
/// </summary>
internal static class RowSequence
{
    private static readonly UInt128 Prime = (UInt128.One << 127) - 1;

    /// <summary>The first 127 bits of the fraction of pi: an arbitrary number that hides nothing.</summary>
    private static readonly UInt128 Base = new(0x243F6A8885A308D3, 0x13198A2E03707344);

    public static UInt128 Append(UInt128 hash, UInt128 row) => Add(Multiply(hash, Base), Reduce(row));

    public static UInt128 Concatenate(UInt128 first, UInt128 second, long secondLength) => Add(Multiply(first, Power(secondLength)), second);

    private static UInt128 Power(long exponent)
    {
        var (result, square) = (UInt128.One, Base);
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? Multiply(result, square) : result;
            square = Multiply(square, square);
        }

        return result;
    }

    private static UInt128 Reduce(UInt128 number)
    {
        number = (number & Prime) + (number >> 127);
        return number >= Prime ? number - Prime : number;
    }

    private static UInt128 Add(UInt128 x, UInt128 y) => Reduce(x + y);

    /// <summary>In 64-bit halves: 2^128 is 2 modulo the prime, and a multiple m of 2^64 folds at bit 63 of m.</summary>
    internal static UInt128 Multiply(UInt128 x, UInt128 y)
    {
        var (x1, x0, y1, y0) = ((ulong)(x >> 64), (ulong)x, (ulong)(y >> 64), (ulong)y);
        var high = Math.BigMul(x1, y1) << 1;
        var middle = Math.BigMul(x1, y0) + Math.BigMul(x0, y1);
        var low = Math.BigMul(x0, y0);
        var folded = Reduce((middle >> 63) + ((middle & ulong.MaxValue >> 1) << 64));
        return Add(Add(Reduce(high), folded), Reduce(low));
    }
}
