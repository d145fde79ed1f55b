using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Where the words of a block's cells come from.</summary>
internal interface IWords
{
    Vector256<ulong> Four(int row);

    ulong One(int row);
}
