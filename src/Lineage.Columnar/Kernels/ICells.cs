using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Where the hashes of a block's cells come from. Structs, so that the loop which adds them is compiled for each.</summary>
internal interface ICells
{
    /// <summary>The hashes of four cells, from a row of the block on.</summary>
    void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b);

    /// <summary>The hash of one cell; the same as <see cref="Four"/> gives.</summary>
    void One(int row, out ulong a, out ulong b);
}
