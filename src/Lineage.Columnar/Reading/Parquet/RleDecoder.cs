using System.Buffers.Binary;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The hybrid of run lengths and bit packing that levels, booleans and dictionary indices are written in.</summary>
internal ref struct RleDecoder
{
    private readonly int _width;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _packed;
    private int _bit;
    private long _left;
    private bool _isRun;
    private int _value;

    public RleDecoder(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 0 or > 32)
        {
            throw new InvalidDataException($"has values of {width} bits");
        }

        _width = width;
        _rest = bytes;
    }

    /// <summary>Fills the whole span; values beyond the end of the bytes are an error.</summary>
    public void Read(scoped Span<int> target)
    {
        while (!target.IsEmpty)
        {
            if (_left == 0)
            {
                NextRun();
                continue;
            }

            var count = (int)Math.Min(_left, target.Length);
            if (_isRun)
            {
                target[..count].Fill(_value);
            }
            else
            {
                Unpack(target[..count]);
            }

            _left -= count;
            target = target[count..];
        }
    }

    private void NextRun()
    {
        var header = Varint();
        _isRun = (header & 1) == 0;
        if (_isRun)
        {
            _left = header >> 1;
            var bytes = (_width + 7) / 8;
            Span<byte> value = stackalloc byte[4];
            value.Clear();
            _rest[..bytes].CopyTo(value);
            _rest = _rest[bytes..];
            _value = BinaryPrimitives.ReadInt32LittleEndian(value);
            return;
        }

        // The last group may be cut short by its writer: only as many values as there are bits for are there.
        var length = Math.Min((long)(header >> 1) * _width, _rest.Length);
        _left = _width == 0 ? (long)(header >> 1) * 8 : length * 8 / _width;
        _packed = _rest[..(int)length];
        _rest = _rest[(int)length..];
        _bit = 0;
    }

    private void Unpack(scoped Span<int> target)
    {
        var mask = _width == 32 ? uint.MaxValue : (1u << _width) - 1;
        for (var i = 0; i < target.Length; i++)
        {
            ulong window = 0;
            var start = _bit >> 3;
            for (var k = 0; k < 5 && start + k < _packed.Length; k++)
            {
                window |= (ulong)_packed[start + k] << (8 * k);
            }

            target[i] = (int)((uint)(window >> (_bit & 7)) & mask);
            _bit += _width;
        }
    }

    private uint Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw new EndOfStreamException("runs end before the last value");
            }

            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value <= uint.MaxValue ? (uint)value : throw new InvalidDataException("a run is longer than 32 bits");
            }
        }

        throw new InvalidDataException("a run is longer than 32 bits");
    }
}
