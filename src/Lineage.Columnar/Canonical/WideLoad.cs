using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Canonical;

/// <summary>Loads four integers that lie side by side, each as a word of 64 bits with its sign.</summary>
internal static class WideLoad
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Int16(ref byte first) =>
        Widen(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref first)).AsInt16()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Int32(ref byte first) => Widen(Vector128.LoadUnsafe(ref first).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Widen(Vector128<int> four) => Vector256.WidenLower(four.ToVector256Unsafe()).AsUInt64();
}
