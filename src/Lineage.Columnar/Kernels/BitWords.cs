using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Bits, from the lowest of each byte on, as masks of words.</summary>
internal static class BitWords
{
    /// <summary>Four bits that are all set.</summary>
    public const uint AllFour = 0b1111;

    /// <summary>Four bits from one on, which may lie in two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Four(ReadOnlySpan<byte> bits, int first)
    {
        var place = first >> 3;
        uint some = bits[place];
        if ((first & 7) > 4)
        {
            some |= (uint)bits[place + 1] << 8;
        }

        return (some >> (first & 7)) & AllFour;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(ReadOnlySpan<byte> bits, int bit) => (bits[bit >> 3] & (1 << (bit & 7))) != 0;

    /// <summary>A word of ones for each of four bits that is set, else of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> MaskOf(uint four)
    {
        var each = Vector256.Create(1UL, 2, 4, 8);
        return Vector256.Equals(Vector256.Create((ulong)four) & each, each);
    }
}
