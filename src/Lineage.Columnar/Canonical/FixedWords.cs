using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Values of one width as the words that the <c>fast</c> hash is of, straight from the column's memory.</summary>
/// <param name="kernel">Their meaning; each is one word.</param>
/// <param name="values">As they lie in the array.</param>
internal readonly ref struct FixedWords<TKernel>(TKernel kernel, ReadOnlySpan<byte> values) : IWords
    where TKernel : struct, IFixedKernel
{
    private readonly ref byte _first = ref MemoryMarshal.GetReference(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Four(int row) => kernel.FourWords(ref Unsafe.Add(ref _first, (nint)row * kernel.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong One(int row) => kernel.Word(ref Unsafe.Add(ref _first, (nint)row * kernel.Width));
}
