using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells that <see cref="CellHash.Absorb"/> brought to words and rests.</summary>
internal readonly ref struct AbsorbedCells(ref readonly CellKey key, ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> rests) : ICells
{
    private readonly ref readonly CellKey _key = ref key;
    private readonly ref ulong _word = ref MemoryMarshal.GetReference(words);
    private readonly ref ulong _rest = ref MemoryMarshal.GetReference(rests[..words.Length]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b)
    {
        a = Mixing.Mix(Vector256.LoadUnsafe(ref _word, (nuint)row) ^ Vector256.Create(_key.Word0), Vector256.Create(_key.Word1), out b);
        b += Vector256.LoadUnsafe(ref _rest, (nuint)row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b)
    {
        CellHash.Word(_key, Unsafe.Add(ref _word, row), out a, out b);
        b += Unsafe.Add(ref _rest, row);
    }
}
