using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells that share the hashes of a dictionary's entries.</summary>
internal readonly ref struct EntryCells : ICells
{
    private readonly ref ulong _pair;
    private readonly ref int _index;

    /// <param name="pairs">a and b of each entry, beside each other.</param>
    /// <param name="indices">The entry of each row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public EntryCells(ReadOnlySpan<ulong> pairs, ReadOnlySpan<int> indices)
    {
        // Seen at once for all rows, so that the loop need not look.
        if (!indices.IsEmpty && Lanes.Highest(MemoryMarshal.Cast<int, uint>(indices)) >= (uint)pairs.Length / 2)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), "A row is of an entry that is not there.");
        }

        _pair = ref MemoryMarshal.GetReference(pairs);
        _index = ref MemoryMarshal.GetReference(indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b) =>
        Lanes.Transpose(Entry(row), Entry(row + 1), Entry(row + 2), Entry(row + 3), out a, out b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b)
    {
        var entry = Entry(row);
        (a, b) = (entry[0], entry[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<ulong> Entry(int row) => Vector128.LoadUnsafe(ref _pair, 2 * (nuint)Unsafe.Add(ref _index, row));
}
