using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Cells of which some are null: where a validity bit is 0, the hash of null stands for whatever lies there.</summary>
/// <param name="cells">The cells.</param>
/// <param name="key">Of the column.</param>
/// <param name="validity">The bits, from the lowest of each byte on.</param>
/// <param name="firstBit">The bit of the block's first row.</param>
internal readonly ref struct NullableCells<TCells>(TCells cells, ref readonly CellKey key, ReadOnlySpan<byte> validity, int firstBit) : ICells
    where TCells : struct, ICells, allows ref struct
{
    private readonly TCells _cells = cells;
    private readonly ref readonly CellKey _key = ref key;
    private readonly ReadOnlySpan<byte> _validity = validity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Four(int row, out Vector256<ulong> a, out Vector256<ulong> b)
    {
        _cells.Four(row, out a, out b);
        var valid = BitWords.Four(_validity, firstBit + row);
        if (valid != BitWords.AllFour)
        {
            var mask = BitWords.MaskOf(valid);
            a = Vector256.ConditionalSelect(mask, a, Vector256.Create(_key.NullA));
            b = Vector256.ConditionalSelect(mask, b, Vector256.Create(_key.NullB));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void One(int row, out ulong a, out ulong b)
    {
        _cells.One(row, out a, out b);
        if (!BitWords.IsSet(_validity, firstBit + row))
        {
            (a, b) = (_key.NullA, _key.NullB);
        }
    }
}
