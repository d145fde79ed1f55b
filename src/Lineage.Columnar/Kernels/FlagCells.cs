using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells that are one bit each: there are two hashes, made once.</summary>
internal readonly ref struct FlagCells : ICells
{
    private readonly ReadOnlySpan<byte> _bits;
    private readonly int _firstBit;
    private readonly ulong _falseA;
    private readonly ulong _falseB;
    private readonly ulong _trueA;
    private readonly ulong _trueB;

    /// <param name="key">Of the column.</param>
    /// <param name="bits">The values, from the lowest bit of each byte on.</param>
    /// <param name="firstBit">The bit of the block's first row.</param>
    public FlagCells(in CellKey key, ReadOnlySpan<byte> bits, int firstBit)
    {
        _bits = bits;
        _firstBit = firstBit;
        CellHash.Word(key, 0, out _falseA, out _falseB);
        CellHash.Word(key, 1, out _trueA, out _trueB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b)
    {
        var mask = BitWords.MaskOf(BitWords.Four(_bits, _firstBit + row));
        a = Vector256.ConditionalSelect(mask, Vector256.Create(_trueA), Vector256.Create(_falseA));
        b = Vector256.ConditionalSelect(mask, Vector256.Create(_trueB), Vector256.Create(_falseB));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b) => (a, b) = BitWords.IsSet(_bits, _firstBit + row) ? (_trueA, _trueB) : (_falseA, _falseB);
}
