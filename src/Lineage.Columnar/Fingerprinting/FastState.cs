using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// XXH3-128 of every cell under a seed made of its column's name and type; the cells of a row add up modulo 2^128, are scattered by a bijection (without
/// it the content would be the sum of the columns, and values could move between rows unseen) and add up over the rows without wrapping.
/// </summary>
internal sealed class FastState : IFingerprintState
{
    private static readonly UInt128 FirstFactor = new(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835);
    private static readonly UInt128 SecondFactor = new(0xA0761D6478BD642F, 0xE7037ED1A0B428DB);
    private readonly RowOrder _order;
    private readonly long[] _seeds;
    private readonly WideSum[] _columns;
    private WideSum _rows;
    private UInt128 _sequence;

    public FastState(IReadOnlyList<SchemaText> schema, RowOrder order)
    {
        _order = order;
        _columns = new WideSum[schema.Count];
        _seeds = new long[schema.Count];
        var (whole, one) = (new CanonicalWriter(), new CanonicalWriter());
        for (var i = 0; i < schema.Count; i++)
        {
            schema[i].Write(whole);
            one.Clear();
            schema[i].Write(one);
            _seeds[i] = (long)XxHash3.HashToUInt64(one.Written);
        }

        Schema = Digest.FromBytes(XxHash128.Hash(whole.Written, schema.Count));
    }

    public Digest Schema { get; }

    public int Size => ((_columns.Length + 1) * WideSum.Size) + 16;

    public void Append(CanonicalColumn[] columns, int rows)
    {
        var cells = ArrayPool<UInt128>.Shared.Rent(rows);
        var sums = ArrayPool<UInt128>.Shared.Rent(rows);
        try
        {
            var cell = cells.AsSpan(0, rows);
            var sum = sums.AsSpan(0, rows);
            sum.Clear();
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Digest(cell, _seeds[i]);
                var column = _columns[i];
                for (var row = 0; row < cell.Length; row++)
                {
                    column.Add(cell[row]);
                    sum[row] += cell[row];
                }

                _columns[i] = column;
            }

            AppendRows(sum);
        }
        finally
        {
            ArrayPool<UInt128>.Shared.Return(cells);
            ArrayPool<UInt128>.Shared.Return(sums);
        }
    }

    public void Merge(IFingerprintState other, long otherRows)
    {
        var added = (FastState)other;
        _rows.Add(added._rows);
        _sequence = RowSequence.Concatenate(_sequence, added._sequence, otherRows);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(added._columns[i]);
        }
    }

    public void Write(Span<byte> target)
    {
        _rows.Write(target);
        BinaryPrimitives.WriteUInt128LittleEndian(target[WideSum.Size..], _sequence);
        target = target[(WideSum.Size + 16)..];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Write(target[(i * WideSum.Size)..]);
        }
    }

    public void Read(ReadOnlySpan<byte> source)
    {
        _rows = WideSum.Read(source);
        _sequence = BinaryPrimitives.ReadUInt128LittleEndian(source[WideSum.Size..]);
        source = source[(WideSum.Size + 16)..];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = WideSum.Read(source[(i * WideSum.Size)..]);
        }
    }

    public Digest Content(long rows) => Finish(_rows, _order == RowOrder.Ordered ? _sequence : 0, rows, (long)_order);

    public Digest Column(int index, long rows) => Finish(_columns[index], 0, rows, _seeds[index]);

    private static Digest Finish(WideSum sum, UInt128 sequence, long rows, long seed)
    {
        Span<byte> state = stackalloc byte[WideSum.Size + 16 + 8];
        sum.Write(state);
        BinaryPrimitives.WriteUInt128LittleEndian(state[WideSum.Size..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(state[(WideSum.Size + 16)..], rows);
        return Digest.FromBytes(XxHash128.Hash(state, seed));
    }

    private void AppendRows(ReadOnlySpan<UInt128> sums)
    {
        foreach (var sum in sums)
        {
            var row = Scatter(sum);
            _rows.Add(row);
            if (_order == RowOrder.Ordered)
            {
                _sequence = RowSequence.Append(_sequence, row);
            }
        }
    }

    private static UInt128 Scatter(UInt128 number)
    {
        number = (number ^ (number >> 64)) * FirstFactor;
        number = (number ^ (number >> 59)) * SecondFactor;
        return number ^ (number >> 67);
    }
}
