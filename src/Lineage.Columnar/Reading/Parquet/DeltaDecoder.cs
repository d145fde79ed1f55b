namespace Lineage.Columnar.Reading.Parquet;

/// <summary>DELTA_BINARY_PACKED: differences in miniblocks, bit-packed.</summary>
internal ref struct DeltaDecoder
{
    private const int MaxBlock = 1 << 20;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _miniblocks;
    private readonly int _perMiniblock;
    private int _position;
    private int _widths;
    private int _miniblock;
    private int _inMiniblock;
    private long _bit;
    private long _least;
    private long _value;
    private bool _started;

    public DeltaDecoder(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        var (block, miniblocks) = (Varint(), Varint());
        Count = (int)Math.Min(Varint(), int.MaxValue);
        _value = ZigZag();
        if (block is 0 or > MaxBlock || miniblocks is 0 || miniblocks > block || block % miniblocks != 0 || block / miniblocks % 8 != 0)
        {
            throw new InvalidDataException($"has delta blocks of {block} values in {miniblocks} parts");
        }

        _miniblocks = (int)miniblocks;
        _perMiniblock = (int)(block / miniblocks);
        _miniblock = _miniblocks;
    }

    /// <summary>How many values it declares.</summary>
    public int Count { get; }

    /// <summary>The bytes used once all values are read; the last miniblock is complete, those after it in the block are left out.</summary>
    public readonly int Consumed => _position;

    public long Next()
    {
        if (!_started)
        {
            _started = true;
            return _value;
        }

        if (_inMiniblock == 0)
        {
            NextMiniblock();
        }

        var width = _bytes[_widths + _miniblock];
        _value = unchecked(_value + _least + (long)Bits(width));
        _bit += width;
        _inMiniblock--;
        return _value;
    }

    private void NextMiniblock()
    {
        _miniblock++;
        if (_miniblock >= _miniblocks)
        {
            _least = ZigZag();
            _widths = _position;
            _position += _miniblocks;
            _miniblock = 0;
        }

        var width = _bytes[_widths + _miniblock];
        var length = _perMiniblock / 8 * width;
        if (width > 64 || length > _bytes.Length - _position)
        {
            throw new InvalidDataException("has a delta block that leaves its page");
        }

        _bit = (long)_position * 8;
        _position += length;
        _inMiniblock = _perMiniblock;
    }

    private readonly ulong Bits(int width)
    {
        ulong value = 0;
        for (var filled = 0; filled < width;)
        {
            var place = _bit + filled;
            var shift = (int)(place & 7);
            var take = Math.Min(8 - shift, width - filled);
            value |= ((ulong)(_bytes[(int)(place >> 3)] >> shift) & ((1UL << take) - 1)) << filled;
            filled += take;
        }

        return value;
    }

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = _bytes[_position++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }
}
