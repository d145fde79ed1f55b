using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells whose hashes lie in <see cref="RowBlock.CellA"/> and <see cref="RowBlock.CellB"/>.</summary>
internal readonly ref struct HashedCells(in RowBlock block) : ICells
{
    private readonly ref ulong _a = ref MemoryMarshal.GetReference(block.CellA[..block.Rows]);
    private readonly ref ulong _b = ref MemoryMarshal.GetReference(block.CellB[..block.Rows]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b) =>
        (a, b) = (Vector256.LoadUnsafe(ref _a, (nuint)row), Vector256.LoadUnsafe(ref _b, (nuint)row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b) => (a, b) = (Unsafe.Add(ref _a, row), Unsafe.Add(ref _b, row));
}
