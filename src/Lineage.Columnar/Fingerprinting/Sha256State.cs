using System.Buffers.Binary;
using System.Security.Cryptography;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// SHA-256 of every row. As a multiset, each row digest is expanded to 64 lanes of 64 bits that add up lane by lane (AdHash of Bellare and Micciancio 1997
/// in the form of LtHash): the best known attack on such sums, Wagner's generalised birthday, costs about 2^(2 sqrt(n)) for n bits, so 4,096 bits hold
/// 128-bit security where a 256-bit sum would fall at 2^32. In order, the row digests are chained.
/// </summary>
internal sealed class Sha256State : IFingerprintState
{
    private const int DigestSize = 32;
    private const int RowLanes = 64;
    private const int ColumnLanes = 4;
    private readonly RowOrder _order;
    private readonly byte[][] _prefixes;
    private readonly byte[] _schema;
    private readonly ulong[] _columns;
    private readonly ulong[] _rows = new ulong[RowLanes];
    private readonly byte[] _chain = new byte[DigestSize];
    private readonly CanonicalWriter _row = new();

    public Sha256State(IReadOnlyList<SchemaText> schema, RowOrder order)
    {
        _order = order;
        _prefixes = new byte[schema.Count][];
        _columns = new ulong[schema.Count * ColumnLanes];
        var (whole, one) = (new CanonicalWriter(), new CanonicalWriter());
        for (var i = 0; i < schema.Count; i++)
        {
            schema[i].Write(whole);
            one.Clear();
            schema[i].Write(one);
            _prefixes[i] = SHA256.HashData(one.Written);
        }

        _schema = SHA256.HashData(whole.Written);
        Schema = Digest.FromBytes(_schema);
    }

    public Digest Schema { get; }

    public int Size => ((_rows.Length + _columns.Length) * 8) + DigestSize;

    public void Append(CanonicalColumn[] columns, int rows)
    {
        Span<byte> digest = stackalloc byte[DigestSize];
        var cell = new CanonicalWriter();
        for (var row = 0; row < rows; row++)
        {
            _row.Clear();
            _row.Write(_schema);
            for (var i = 0; i < columns.Length; i++)
            {
                cell.Clear();
                cell.Write(_prefixes[i]);
                columns[i].Encode(row, cell);
                _row.Write(cell.Written[DigestSize..]);
                SHA256.HashData(cell.Written, digest);
                AddLanes(_columns.AsSpan(i * ColumnLanes, ColumnLanes), digest);
            }

            SHA256.HashData(_row.Written, digest);
            AppendRow(digest);
        }
    }

    public void Merge(IFingerprintState other, long otherRows)
    {
        if (_order == RowOrder.Ordered)
        {
            throw new InvalidOperationException("An ordered SHA-256 fingerprint is a chain: it cannot be merged. Append the rows in their order instead.");
        }

        var added = (Sha256State)other;
        Add(_rows, added._rows);
        Add(_columns, added._columns);
    }

    public void Write(Span<byte> target)
    {
        _chain.CopyTo(target);
        target = target[DigestSize..];
        foreach (var lane in (IEnumerable<ulong>)[.. _rows, .. _columns])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, lane);
            target = target[8..];
        }
    }

    public void Read(ReadOnlySpan<byte> source)
    {
        source[..DigestSize].CopyTo(_chain);
        source = source[DigestSize..];
        foreach (var lanes in (ReadOnlySpan<ulong[]>)[_rows, _columns])
        {
            for (var i = 0; i < lanes.Length; i++)
            {
                lanes[i] = BinaryPrimitives.ReadUInt64LittleEndian(source);
                source = source[8..];
            }
        }
    }

    public Digest Content(long rows)
    {
        var writer = new CanonicalWriter();
        writer.WriteByte((byte)_order);
        writer.Write(_schema);
        if (_order == RowOrder.Ordered)
        {
            writer.Write(_chain);
        }
        else
        {
            WriteLanes(writer, _rows);
        }

        return Finish(writer, rows);
    }

    public Digest Column(int index, long rows)
    {
        var writer = new CanonicalWriter();
        writer.Write(_prefixes[index]);
        WriteLanes(writer, _columns.AsSpan(index * ColumnLanes, ColumnLanes));
        return Finish(writer, rows);
    }

    private static Digest Finish(CanonicalWriter writer, long rows)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(8), rows);
        writer.Advance(8);
        return Digest.FromBytes(SHA256.HashData(writer.Written));
    }

    private static void WriteLanes(CanonicalWriter writer, ReadOnlySpan<ulong> lanes)
    {
        foreach (var lane in lanes)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(writer.GetSpan(8), lane);
            writer.Advance(8);
        }
    }

    private static void Add(Span<ulong> sums, ReadOnlySpan<ulong> added)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += added[i];
        }
    }

    private static void AddLanes(Span<ulong> lanes, ReadOnlySpan<byte> digest)
    {
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] += BinaryPrimitives.ReadUInt64LittleEndian(digest[(i * 8)..]);
        }
    }

    private void AppendRow(ReadOnlySpan<byte> digest)
    {
        Span<byte> block = stackalloc byte[2 * DigestSize];
        Span<byte> output = stackalloc byte[DigestSize];
        if (_order == RowOrder.Ordered)
        {
            _chain.CopyTo(block);
            digest.CopyTo(block[DigestSize..]);
            SHA256.HashData(block, _chain);
            return;
        }

        digest.CopyTo(block);
        for (var i = 0; i < RowLanes / ColumnLanes; i++)
        {
            block[DigestSize] = (byte)i;
            SHA256.HashData(block[..(DigestSize + 1)], output);
            AddLanes(_rows.AsSpan(i * ColumnLanes, ColumnLanes), output);
        }
    }
}
