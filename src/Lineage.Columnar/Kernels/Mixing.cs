using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lineage.Columnar.Kernels;

/// <summary>The multiplications under every hash of the <c>fast</c> fingerprint, in one word and in lanes.</summary>
internal static class Mixing
{
    /// <summary>The multipliers of Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64: published for their avalanche.</summary>
    public const ulong First = 0xBF58476D1CE4E5B9;
    public const ulong Second = 0x94D049BB133111EB;

    /// <summary>The golden ratio's fraction in 64 bits.</summary>
    public const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>
    /// A bijection of 64 bits in which every input bit changes every output bit with a probability of one half; the key enters between its two rounds. On the way to the second product lie those of
    /// each half of the word with the other half of the factor. Of their sum the bijection uses the lower half only: with the result it makes a second hash for three instructions. (The sum never reaches the top of its
    /// 64 bits; added to itself 8 bits higher it does.)
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong word, ulong key, out ulong second)
    {
        word = ((word ^ (word >> 30)) * First) + key;
        word ^= word >> 27;
        var cross = ((word >> 32) * (Second & uint.MaxValue)) + ((uint)word * (Second >> 32));
        word = ((uint)word * (ulong)(Second & uint.MaxValue)) + (cross << 32);
        word ^= word >> 31;
        second = (cross + (cross << 8)) ^ word;
        return word;
    }

    /// <inheritdoc cref="Mix(ulong, ulong, out ulong)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Mix(Vector256<ulong> words, Vector256<ulong> key, out Vector256<ulong> second)
    {
        words = Multiply(words ^ (words >> 30), First) + key;
        words ^= words >> 27;
        var cross = Cross(words, Second);
        words = Multiply32(words, Vector256.Create(Second & uint.MaxValue)) + (cross << 32);
        words ^= words >> 31;
        second = (cross + (cross << 8)) ^ words;
        return words;
    }

    /// <summary>The low 64 bits of a product; AVX2 has only products of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> words, ulong factor) => Avx512DQ.VL.IsSupported
        ? Avx512DQ.VL.MultiplyLow(words, Vector256.Create(factor))
        : Multiply32(words, Vector256.Create(factor & uint.MaxValue)) + (Cross(words, factor) << 32);

    /// <summary>As <see cref="Multiply(Vector256{ulong}, ulong)"/>, of a factor without an upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> words, uint factor)
    {
        var factors = Vector256.Create((ulong)factor);
        return Multiply32(words, factors) + (Multiply32(words >> 32, factors) << 32);
    }

    /// <summary>The product of 128 bits: its low word, and its high one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Product(Vector256<ulong> left, Vector256<ulong> right, out Vector256<ulong> high)
    {
        var (upperLeft, upperRight, half) = (left >> 32, right >> 32, Vector256.Create((ulong)uint.MaxValue));
        var low = Multiply32(left, right);
        var first = Multiply32(upperLeft, right) + (low >> 32);
        var second = Multiply32(left, upperRight) + (first & half);
        high = Multiply32(upperLeft, upperRight) + (first >> 32) + (second >> 32);
        return (low & half) + (second << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Cross(Vector256<ulong> words, ulong factor) =>
        Multiply32(words >> 32, Vector256.Create(factor & uint.MaxValue)) + Multiply32(words, Vector256.Create(factor >> 32));

    /// <summary>The 64-bit products of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply32(Vector256<ulong> left, Vector256<ulong> right)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.Multiply(left.AsUInt32(), right.AsUInt32());
        }

        var half = Vector256.Create((ulong)uint.MaxValue);
        return (left & half) * (right & half);
    }
}
