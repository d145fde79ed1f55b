using Apache.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Builds arrays of booleans, which stay bits from the page to the array.</summary>
internal sealed class BooleanBuilder(ParquetNode leaf, DecodeBudget budget) : LeafBuilder(leaf, budget, 0)
{
    private readonly RleReader _runs = new();
    private readonly BitBuffer _target = new();
    private readonly BitBuffer _dense = new();
    private byte[] _room = [];
    private byte[] _denseRoom = [];
    private Encoding _encoding;
    private PageBody _body = null!;
    private int _bit;

    protected override ArrayData FinishValues(int nulls, ArrowBuffer validity) =>
        new(Leaf.Type, Slots, nulls, 0, [validity, new ArrowBuffer(_target.Memory)], []);

    protected override ArrayData ReadEntries(PageBody body, int count) => throw new NotSupportedException("has a dictionary of booleans");

    protected override void Begin(BatchMemory memory, int slots)
    {
        _room = Rent(BitBuffer.BytesFor(slots));
        _target.Begin(_room);
    }

    protected override void Resolve(ReadOnlySpan<int> indices, ReadOnlySpan<byte> validity) => throw new NotSupportedException("has a dictionary of booleans");

    protected override void BeginValues(Encoding encoding, PageBody body)
    {
        (_encoding, _body, _bit) = (encoding, body, 0);
        switch (encoding)
        {
            case Encoding.Plain:
                break;
            case Encoding.Rle:
                body.Next(sizeof(int));
                body.Skip(sizeof(int));
                _runs.Begin(body, 1);
                break;
            default:
                throw new NotSupportedException($"has {PhysicalType.Boolean} values in encoding {(int)encoding}");
        }
    }

    protected override void EndValues()
    {
    }

    protected override void AppendIndices(int slots, int valid, BitBuffer validity) => throw new NotSupportedException("has a dictionary of booleans");

    protected override void AppendValues(int slots, int valid, BitBuffer validity)
    {
        if (BitBuffer.BytesFor(_target.Length + slots) > _room.Length)
        {
            _room = Rent(2 * BitBuffer.BytesFor(_target.Length + slots));
            _target.Move(_room);
        }

        if (valid == slots)
        {
            Read(_target, valid);
            return;
        }

        if (_denseRoom.Length < BitBuffer.BytesFor(valid))
        {
            _denseRoom = new byte[BitBuffer.BytesFor(valid)];
        }

        _dense.Begin(_denseRoom);
        if (valid > 0)
        {
            Read(_dense, valid);
        }

        var bits = _dense.Span;
        var next = 0;
        for (var i = validity.Length - slots; i < validity.Length; i++)
        {
            var isValid = validity.Span[i >> 3] >> (i & 7) & 1;
            _target.Put(isValid == 0 ? 0 : (ulong)(bits[next >> 3] >> (next & 7)) & 1, 1);
            next += isValid;
        }
    }

    private void Read(BitBuffer target, int count)
    {
        if (_encoding == Encoding.Rle)
        {
            _runs.ReadBits(target, count);
            return;
        }

        target.Append(_body.Next((_bit + count + 7) >> 3), _bit, count);
        _body.Skip((_bit + count) >> 3);
        _bit = (_bit + count) & 7;
    }
}
