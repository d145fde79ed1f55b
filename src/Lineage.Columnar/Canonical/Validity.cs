using Apache.Arrow;

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

        var bit = _offset + row;
        return (_bits.Span[bit >> 3] & (1 << (bit & 7))) == 0;
    }
}
