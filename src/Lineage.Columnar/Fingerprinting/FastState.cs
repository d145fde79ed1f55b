using System.Buffers.Binary;
using System.Security.Cryptography;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Two words for every cell, under a key made of its column's name and type. They add up exactly to the column's digest. Within a row they add up modulo 2^64, are scattered by a bijection, and add
/// up exactly over the rows to the content. Rows are taken in blocks that stay in the nearest cache.
/// </summary>
internal sealed class FastState : IFingerprintState
{
    private const int BlockRows = 1024;
    private readonly RowOrder _order;
    private readonly CellKey[] _keys;
    private readonly PairSum[] _columns;
    private readonly ulong[] _cellA = new ulong[BlockRows];
    private readonly ulong[] _cellB = new ulong[BlockRows];
    private readonly ulong[] _rowA = new ulong[BlockRows];
    private readonly ulong[] _rowB = new ulong[BlockRows];
    private PairSum _rows;
    private RowSequence _sequence;

    public FastState(IReadOnlyList<SchemaText> schema, RowOrder order)
    {
        _order = order;
        _columns = new PairSum[schema.Count];
        _keys = new CellKey[schema.Count];
        var (whole, one) = (new CanonicalWriter(), new CanonicalWriter());
        for (var i = 0; i < schema.Count; i++)
        {
            schema[i].Write(whole);
            one.Clear();
            schema[i].Write(one);
            _keys[i] = CellKey.Of(one.Written);
        }

        Schema = DigestOf(whole.Written);
    }

    public Digest Schema { get; }

    public int Size => ((_columns.Length + 1) * PairSum.Size) + RowSequence.Size;

    public void Append(CanonicalColumn[] columns, int rows)
    {
        for (var start = 0; start < rows; start += BlockRows)
        {
            AppendBlock(columns, start, Math.Min(BlockRows, rows - start));
        }
    }

    public void Merge(IFingerprintState other, long otherRows)
    {
        var added = (FastState)other;
        _rows.Add(added._rows);
        _sequence = _sequence.Concatenate(added._sequence, otherRows);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(added._columns[i]);
        }
    }

    public void Write(Span<byte> target)
    {
        _rows.Write(target);
        _sequence.Write(target[PairSum.Size..]);
        target = target[(PairSum.Size + RowSequence.Size)..];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Write(target[(i * PairSum.Size)..]);
        }
    }

    public void Read(ReadOnlySpan<byte> source)
    {
        _rows = PairSum.Read(source);
        _sequence = RowSequence.Read(source[PairSum.Size..]);
        source = source[(PairSum.Size + RowSequence.Size)..];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = PairSum.Read(source[(i * PairSum.Size)..]);
        }
    }

    /// <summary>Of the schema, the number of rows, the sums over the rows and, in order, their sequence.</summary>
    public Digest Content(long rows)
    {
        Span<byte> state = stackalloc byte[Digest.FastLength + 8 + PairSum.Size + RowSequence.Size];
        Schema.ToArray().CopyTo(state);
        BinaryPrimitives.WriteInt64LittleEndian(state[Digest.FastLength..], rows);
        _rows.Write(state[(Digest.FastLength + 8)..]);
        _sequence.Write(state[(Digest.FastLength + 8 + PairSum.Size)..]);
        return DigestOf(_order == RowOrder.Ordered ? state : state[..^RowSequence.Size]);
    }

    /// <summary>Of the column's key, the number of rows and the sums over its cells.</summary>
    public Digest Column(int index, long rows)
    {
        Span<byte> state = stackalloc byte[16 + PairSum.Size];
        BinaryPrimitives.WriteUInt64LittleEndian(state, _keys[index].Word0);
        BinaryPrimitives.WriteInt64LittleEndian(state[8..], rows);
        _columns[index].Write(state[16..]);
        return DigestOf(state);
    }

    private static Digest DigestOf(ReadOnlySpan<byte> bytes) => Digest.FromBytes(SHA256.HashData(bytes).AsSpan(0, Digest.FastLength));

    private void AppendBlock(CanonicalColumn[] columns, int start, int rows)
    {
        var cellA = _cellA.AsSpan(0, rows);
        var cellB = _cellB.AsSpan(0, rows);
        var rowA = _rowA.AsSpan(0, rows);
        var rowB = _rowB.AsSpan(0, rows);
        rowA.Clear();
        rowB.Clear();
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Hash(start, _keys[i], cellA, cellB);
            _columns[i].Add(cellA, cellB, rowA, rowB);
        }

        RowHash.Scatter(rowA, rowB);
        _rows.Add(rowA, rowB);
        if (_order == RowOrder.Ordered)
        {
            _sequence = _sequence.Append(rowA, rowB);
        }
    }
}
