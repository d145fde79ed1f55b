namespace Lineage.Columnar.Kernels;

/// <summary>
/// A run of rows on its way through the columns: the sums of their cells' hashes so far, modulo 2^64, and room for one column's words. Small enough to stay in the nearest cache.
/// </summary>
internal readonly ref struct RowBlock(Span<ulong> a, Span<ulong> b, Span<ulong> cellA, Span<ulong> cellB)
{
    /// <summary>Rows of a block: four arrays of words stay in the second-level cache, and runs of rows are long enough for the processor to fetch ahead.</summary>
    public const int MaxRows = 2048;

    public readonly Span<ulong> A = a;
    public readonly Span<ulong> B = b;
    public readonly Span<ulong> CellA = cellA;
    public readonly Span<ulong> CellB = cellB;

    public int Rows => A.Length;
}
