using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The <c>fast</c> hash of a row from the sums of its cells' hashes: a bijection of 128 bits (a Feistel network). Without it the sum over all rows would be that of the columns, and values could
/// move between rows unseen.
/// </summary>
internal static class RowHash
{
    // The fraction of pi, in words: arbitrary numbers that hide nothing.
    private const ulong Key0 = 0x243F6A8885A308D3;
    private const ulong Key1 = 0x13198A2E03707344;
    private const ulong Key2 = 0xA4093822299F31D0;

    /// <summary>One row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(ref ulong a, ref ulong b)
    {
        a ^= Round(b, Key0);
        b ^= Round(a, Key1);
        a ^= Round(b, Key2);
    }

    /// <summary>Every row, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scatter(Span<ulong> a, Span<ulong> b)
    {
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstB = ref MemoryMarshal.GetReference(b[..a.Length]);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= a.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                var (left, right) = (Vector256.LoadUnsafe(ref firstA, (nuint)i), Vector256.LoadUnsafe(ref firstB, (nuint)i));
                left ^= Round(right, Key0);
                right ^= Round(left, Key1);
                left ^= Round(right, Key2);
                left.StoreUnsafe(ref firstA, (nuint)i);
                right.StoreUnsafe(ref firstB, (nuint)i);
            }
        }

        ScatterScalar(a[i..], b[i..]);
    }

    /// <summary>As <see cref="Scatter(Span{ulong}, Span{ulong})"/>, one by one.</summary>
    public static void ScatterScalar(Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            Scatter(ref a[i], ref b[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong word, ulong key)
    {
        word = (word ^ key) * Mixing.First;
        return word ^ (word >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Round(Vector256<ulong> words, ulong key)
    {
        words = Mixing.Multiply(words ^ Vector256.Create(key), Mixing.First);
        return words ^ (words >> 32);
    }
}
