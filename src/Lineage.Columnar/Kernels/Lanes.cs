using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lineage.Columnar.Kernels;

/// <summary>What several kernels do with vectors.</summary>
internal static class Lanes
{
    /// <summary>The first words of four pairs, and the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(Vector128<ulong> first, Vector128<ulong> second, Vector128<ulong> third, Vector128<ulong> fourth, out Vector256<ulong> firsts, out Vector256<ulong> seconds)
    {
        if (Avx2.IsSupported)
        {
            // The first and third above each other, and the second and fourth, so that one step brings each word to its place.
            var odd = Avx.InsertVector128(first.ToVector256Unsafe(), third, 1);
            var even = Avx.InsertVector128(second.ToVector256Unsafe(), fourth, 1);
            firsts = Avx2.UnpackLow(odd, even);
            seconds = Avx2.UnpackHigh(odd, even);
            return;
        }

        firsts = Vector256.Create(first[0], second[0], third[0], fourth[0]);
        seconds = Vector256.Create(first[1], second[1], third[1], fourth[1]);
    }

    /// <summary>The highest of some numbers; 0 of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint Highest(ReadOnlySpan<uint> numbers)
    {
        var (highest, i) = (0u, 0);
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(numbers);
            var eight = Vector256<uint>.Zero;
            for (; i <= numbers.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                eight = Vector256.Max(eight, Vector256.LoadUnsafe(ref first, (nuint)i));
            }

            for (var lane = 0; lane < Vector256<uint>.Count; lane++)
            {
                highest = Math.Max(highest, eight[lane]);
            }
        }

        for (; i < numbers.Length; i++)
        {
            highest = Math.Max(highest, numbers[i]);
        }

        return highest;
    }
}
