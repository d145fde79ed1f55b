using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>The validity bits of an array; without a buffer every row is valid.</summary>
internal readonly struct Validity
{
    private readonly ReadOnlyMemory<byte> _bits;
    private readonly int _offset;

    public Validity(ArrayData data)
    {
        _offset = data.Offset;
        _bits = data.Buffers is { Length: > 0 } && data.NullCount != 0 ? data.Buffers[0].Memory : default;
    }

    public bool HasNulls => !_bits.IsEmpty;

    public bool IsNull(int row)
    {
        if (_bits.IsEmpty)
        {
            return false;
        }

        return !BitWords.IsSet(_bits.Span, _offset + row);
    }

    /// <summary>Adds a block of cells, and the hash of null for those that are null.</summary>
    /// <param name="cells">Of the rows from <paramref name="start"/> on; what they give for a null may be anything.</param>
    public void Accumulate<TCells>(TCells cells, int start, in RowBlock block, ColumnAccumulator column)
        where TCells : struct, ICells, allows ref struct
    {
        if (_bits.IsEmpty)
        {
            CellSums.Add(cells, block, ref column.Sum);
        }
        else
        {
            CellSums.Add(new NullableCells<TCells>(cells, in column.Key, _bits.Span, _offset + start), block, ref column.Sum);
        }
    }

    /// <summary>Puts the hash of null in the place of every null among the rows from <paramref name="start"/> on.</summary>
    public void SetNulls(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        if (_bits.IsEmpty)
        {
            return;
        }

        var bits = _bits.Span;
        for (var i = 0; i < a.Length;)
        {
            var bit = _offset + start + i;
            if ((bit & 7) == 0 && a.Length - i >= 8 && bits[bit >> 3] == byte.MaxValue)
            {
                i += 8;
                continue;
            }

            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0)
            {
                (a[i], b[i]) = (key.NullA, key.NullB);
            }

            i++;
        }
    }

    /// <summary>Puts one index in the place of every null among the rows from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void SetNulls(int start, int index, Span<int> indices)
    {
        if (_bits.IsEmpty)
        {
            return;
        }

        var bits = _bits.Span;
        var (first, i) = (_offset + start, 0);
        if (Vector256.IsHardwareAccelerated)
        {
            var each = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
            for (; i <= indices.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var place = (first + i) >> 3;
                var shift = (first + i) & 7;
                var valid = (bits[place] >> shift) | (shift == 0 ? 0 : bits[place + 1] << (8 - shift));
                var mask = Vector256.Equals(Vector256.Create(valid) & each, each);
                var eight = indices.Slice(i, Vector256<int>.Count);
                Vector256.ConditionalSelect(mask, Vector256.Create<int>(eight), Vector256.Create(index)).CopyTo(eight);
            }
        }

        for (; i < indices.Length; i++)
        {
            indices[i] = IsNull(start + i) ? index : indices[i];
        }
    }

    /// <summary>Puts one value in the place of every null among the rows from <paramref name="start"/> on.</summary>
    public void SetNulls<T>(int start, T value, Span<T> values)
        where T : unmanaged
    {
        if (_bits.IsEmpty)
        {
            return;
        }

        var bits = _bits.Span;
        for (var i = 0; i < values.Length;)
        {
            var bit = _offset + start + i;
            if ((bit & 7) == 0 && values.Length - i >= 8 && bits[bit >> 3] == byte.MaxValue)
            {
                i += 8;
                continue;
            }

            values[i] = BitWords.IsSet(bits, bit) ? values[i] : value;
            i++;
        }
    }

    /// <summary>How many of the rows are null.</summary>
    public long CountNulls(int rows)
    {
        if (_bits.IsEmpty)
        {
            return 0;
        }

        var bits = _bits.Span;
        var valid = 0L;
        for (var i = 0; i < rows;)
        {
            var bit = _offset + i;
            var whole = (bit & 7) == 0 && rows - i >= 8;
            valid += whole ? System.Numerics.BitOperations.PopCount(bits[bit >> 3]) : (bits[bit >> 3] >> (bit & 7)) & 1;
            i += whole ? 8 : 1;
        }

        return rows - valid;
    }
}
