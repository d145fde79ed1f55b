using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The digests of the cells of one column, many rows at a time.</summary>
internal sealed class CellDigests(int mostRows)
{
    /// <summary>Above this, cells are encoded one by one instead of all into one buffer.</summary>
    private const int MostBytes = 1 << 22;

    private readonly int[] _lengths = new int[mostRows];
    private readonly int[] _ends = new int[mostRows];
    private byte[] _buffer = [];

    /// <summary>As <see cref="CanonicalColumn.Digest"/> has them.</summary>
    /// <param name="column">The column.</param>
    /// <param name="start">The first row.</param>
    /// <param name="digests">One for each row.</param>
    /// <param name="isNull">Set where the cell is null, left elsewhere.</param>
    public void Read(CanonicalColumn column, int start, Span<UInt128> digests, Span<bool> isNull)
    {
        var lengths = _lengths.AsSpan(0, digests.Length);
        var ends = _ends.AsSpan(0, digests.Length);
        lengths.Clear();
        column.AddLengths(start, lengths);
        var total = 0L;
        for (var row = 0; row < lengths.Length; row++)
        {
            ends[row] = (int)Math.Min(total, MostBytes);
            total += lengths[row];
        }

        if (total > MostBytes)
        {
            ReadOneByOne(column, start, digests, isNull);
            return;
        }

        if (_buffer.Length < total)
        {
            _buffer = new byte[Math.Max(total, 2L * _buffer.Length)];
        }

        column.EncodeAt(start, _buffer, ends);
        for (var row = 0; row < lengths.Length; row++)
        {
            var cell = _buffer.AsSpan(ends[row] - lengths[row], lengths[row]);
            isNull[row] |= cell[0] == CanonicalColumn.NullTag;
            digests[row] = XxHash128.HashToUInt128(cell);
        }
    }

    private static void ReadOneByOne(CanonicalColumn column, int start, Span<UInt128> digests, Span<bool> isNull)
    {
        for (var row = 0; row < digests.Length; row++)
        {
            isNull[row] |= column.IsNull(start + row);
            digests[row] = column.Digest(start + row);
        }
    }
}
