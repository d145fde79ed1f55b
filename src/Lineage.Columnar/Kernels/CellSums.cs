using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Adds the cells of one column to their rows and to the column, in one pass over a block.</summary>
internal static class CellSums
{
    /// <summary>Adds the cells of all rows of a block. Compiled well at once: a file may be read before the runtime has noticed that this is where the time goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TCells>(TCells cells, in RowBlock block, ref ColumnSum column)
        where TCells : struct, ICells, allows ref struct
    {
        var rows = block.Rows;
        var inLanes = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var rowA = ref MemoryMarshal.GetReference(block.A);
            ref var rowB = ref MemoryMarshal.GetReference(block.B[..rows]);

            // Locals, not a struct: its fields would be kept in memory, and each addition wait for the one before to be written.
            var (allA, upperA, allB) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
            inLanes = rows & -Vector256<ulong>.Count;
            for (var i = 0; i < inLanes; i += Vector256<ulong>.Count)
            {
                cells.Four(i, out var a, out var b);
                allA += a;
                upperA += a >> 32;
                allB += b;
                (Vector256.LoadUnsafe(ref rowA, (nuint)i) + a).StoreUnsafe(ref rowA, (nuint)i);
                (Vector256.LoadUnsafe(ref rowB, (nuint)i) + b).StoreUnsafe(ref rowB, (nuint)i);
            }

            column.Add(Total(allA, upperA, allB));
        }

        AddScalar(cells, block, inLanes, ref column);
    }

    /// <summary>As <see cref="Add"/>, one by one, from a row on.</summary>
    public static void AddScalar<TCells>(in TCells cells, in RowBlock block, int start, ref ColumnSum column)
        where TCells : struct, ICells, allows ref struct
    {
        for (var i = start; i < block.Rows; i++)
        {
            cells.One(i, out var a, out var b);
            block.A[i] += a;
            block.B[i] += b;
            column.A += a;
            column.B += b;
        }
    }

    /// <summary>
    /// The exact sum of a, from the lanes' sums modulo 2^64 and those of their upper halves: the lower halves of so few words add up to less than 2^64, so what is left of the first after the second is
    /// exact.
    /// </summary>
    private static ColumnSum Total(Vector256<ulong> allA, Vector256<ulong> upperA, Vector256<ulong> allB) =>
        new(Vector256.Sum(allA - (upperA << 32)) + ((UInt128)Vector256.Sum(upperA) << 32), Vector256.Sum(allB));
}
