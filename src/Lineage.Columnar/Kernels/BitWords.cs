using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Bits as words.</summary>
internal static class BitWords
{
    /// <summary>The eight bits of a byte, from the lowest on, as 0 and 1.</summary>
    public static void Expand(byte bits, Span<ulong> words)
    {
        var all = Vector256.Create((ulong)bits);
        Expand(all, Vector256.Create(1UL, 2, 4, 8)).CopyTo(words);
        Expand(all, Vector256.Create(16UL, 32, 64, 128)).CopyTo(words[Vector256<ulong>.Count..]);
    }

    private static Vector256<ulong> Expand(Vector256<ulong> bits, Vector256<ulong> each) => Vector256.Equals(bits & each, each) & Vector256<ulong>.One;
}
