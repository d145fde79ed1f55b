using System.Collections.Concurrent;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;

namespace Lineage.Columnar.PointInTime;

/// <summary>A column of values of one width, each of which is written to its final place at once.</summary>
internal sealed class FixedGather : GatheredColumn
{
    private readonly IArrowType _type;
    private readonly FixedWidthType _storage;
    private readonly int _rows;
    private readonly int _width;
    private readonly byte[] _values;
    private readonly ConcurrentBag<(int Place, int Count, byte[] Bits)> _withNulls = [];
    private readonly ConcurrentBag<(int Place, ArrayData Rows)> _others = [];

    public FixedGather(IArrowType type, FixedWidthType storage, int rows)
    {
        _type = type;
        _storage = storage;
        _rows = rows;
        _width = storage.BitWidth / 8;
        _values = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((long)rows * _width));
    }

    public override void Add(int place, ArrayData data, ReadOnlySpan<int> rows)
    {
        if (!Layout.IsSame(StorageOf(data.DataType), _storage))
        {
            AddPlain(place, Take.Plain(data, rows));
            return;
        }

        var list = RowList.Of(rows, data.Length);
        FixedTake.Copy(data.Buffers[1].Span, data.Offset, _width, list, _values.AsSpan(place * _width, rows.Length * _width));
        AddNulls(place, rows.Length, BitTake.Validity(data, list).Bits);
    }

    public override ArrayData Build()
    {
        var bits = Validity();
        var own = new ArrayData(_type, _rows, bits.Length == 0 ? 0 : _rows - BitTake.Ones(bits), 0, [new(bits), new(_values)], []);
        if (_others.IsEmpty)
        {
            return own;
        }

        var pieces = new List<ArrayData>();
        var done = 0;
        foreach (var (place, rows) in _others.OrderBy(other => other.Place))
        {
            pieces.AddRange([own.Slice(done, place - done), rows]);
            done = place + rows.Length;
        }

        return Take.Unite([.. pieces.Append(own.Slice(done, _rows - done)).Where(piece => piece.Length > 0)]);
    }

    private void AddPlain(int place, ArrayData plain)
    {
        if (!Layout.IsSame(StorageOf(plain.DataType), _storage))
        {
            _others.Add((place, plain));
            return;
        }

        plain.Buffers[1].Span[..(plain.Length * _width)].CopyTo(_values.AsSpan(place * _width));
        AddNulls(place, plain.Length, plain.NullCount == 0 ? [] : plain.Buffers[0].Span.ToArray());
    }

    private void AddNulls(int place, int count, byte[] bits)
    {
        if (bits.Length > 0)
        {
            _withNulls.Add((place, count, bits));
        }
    }

    /// <summary>All validity bits; those of neighbours may share a byte, so that only one thread writes them.</summary>
    private byte[] Validity()
    {
        if (_withNulls.IsEmpty)
        {
            return [];
        }

        var bits = new byte[BitTake.BytesOf(_rows)];
        var done = 0;
        foreach (var piece in _withNulls.OrderBy(piece => piece.Place))
        {
            BitConcatenation.Write(bits, done, default, 0, piece.Place - done);
            BitConcatenation.Write(bits, piece.Place, piece.Bits, 0, piece.Count);
            done = piece.Place + piece.Count;
        }

        BitConcatenation.Write(bits, done, default, 0, _rows - done);
        return bits;
    }

    private static IArrowType StorageOf(IArrowType type) => type is ExtensionType extension ? extension.StorageType : type;
}
