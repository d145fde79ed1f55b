using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells that are one word each, hashed as they are added.</summary>
internal readonly ref struct WordCells<TWords>(ref readonly CellKey key, TWords words) : ICells
    where TWords : struct, IWords, allows ref struct
{
    private readonly ref readonly CellKey _key = ref key;
    private readonly TWords _words = words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b) =>
        a = Mixing.Mix(_words.Four(row) ^ Vector256.Create(_key.Word0), Vector256.Create(_key.Word1), out b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b) => CellHash.Word(_key, _words.One(row), out a, out b);
}
