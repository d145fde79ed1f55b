using System.Runtime.InteropServices;

namespace Lineage.Columnar.Arrays;

/// <summary>Offsets of 32 and 64 bits.</summary>
internal static class Offsets
{
    /// <summary>The same numbers with 64 bits.</summary>
    public static byte[] Widen(ReadOnlySpan<byte> narrow)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(narrow);
        var wide = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((long)numbers.Length * sizeof(long)));
        var places = MemoryMarshal.Cast<byte, long>(wide.AsSpan());
        for (var i = 0; i < numbers.Length; i++)
        {
            places[i] = numbers[i];
        }

        return wide;
    }
}
