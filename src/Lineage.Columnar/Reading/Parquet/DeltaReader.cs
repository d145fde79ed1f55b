namespace Lineage.Columnar.Reading.Parquet;

/// <summary>DELTA_BINARY_PACKED: differences in miniblocks, bit-packed. It walks over bytes that another holds and are handed to it at each call.</summary>
internal sealed class DeltaReader
{
    private const int MaxBlock = 1 << 20;
    private int _miniblocks;
    private int _perMiniblock;
    private int _position;
    private int _widths;
    private int _miniblock;
    private int _inMiniblock;
    private long _bit;
    private long _least;
    private long _value;
    private bool _started;

    /// <summary>How many values are left.</summary>
    public int Left { get; private set; }

    /// <summary>The place behind the last value once all are read; the last miniblock is complete, those after it in the block are left out.</summary>
    public int Position => _position;

    /// <summary>Begins at a place of the bytes.</summary>
    public void Begin(ReadOnlySpan<byte> bytes, int position)
    {
        _position = position;
        var (block, miniblocks) = (Varint(bytes), Varint(bytes));
        Left = (int)Math.Min(Varint(bytes), int.MaxValue);
        _value = ZigZag(bytes);
        if (block is 0 or > MaxBlock || miniblocks is 0 || miniblocks > block || block % miniblocks != 0 || block / miniblocks % 8 != 0)
        {
            throw new InvalidDataException($"has delta blocks of {block} values in {miniblocks} parts");
        }

        _miniblocks = (int)miniblocks;
        _perMiniblock = (int)(block / miniblocks);
        _miniblock = _miniblocks;
        _inMiniblock = 0;
        _started = false;
    }

    /// <summary>The next values; more than are left are an error.</summary>
    public void Read(ReadOnlySpan<byte> bytes, Span<long> target)
    {
        Take(target.Length);
        var i = 0;
        if (!_started && target.Length > 0)
        {
            _started = true;
            target[i++] = _value;
        }

        while (i < target.Length)
        {
            if (_inMiniblock == 0)
            {
                NextMiniblock(bytes);
            }

            var width = bytes[_widths + _miniblock];
            var count = Math.Min(_inMiniblock, target.Length - i);
            for (var end = i + count; i < end; i++)
            {
                _value = unchecked(_value + _least + (long)BitUnpacker.Read(bytes, _bit, width));
                target[i] = _value;
                _bit += width;
            }

            _inMiniblock -= count;
        }
    }

    /// <summary>Steps over all values that are left, without their content.</summary>
    public void SkipAll(ReadOnlySpan<byte> bytes)
    {
        var count = Left - (_started || Left == 0 ? 0 : 1);
        Left = 0;
        while (count > 0)
        {
            NextMiniblock(bytes);
            count -= _inMiniblock;
        }
    }

    private void Take(int count) => Left = count <= Left ? Left - count : throw new InvalidDataException($"has {Left} deltas for {count} values");

    private void NextMiniblock(ReadOnlySpan<byte> bytes)
    {
        _miniblock++;
        if (_miniblock >= _miniblocks)
        {
            _least = ZigZag(bytes);
            _widths = _position;
            _position += _miniblocks;
            _miniblock = 0;
        }

        var width = bytes[_widths + _miniblock];
        var length = _perMiniblock / 8 * width;
        if (width > 64 || length > bytes.Length - _position)
        {
            throw new InvalidDataException("has a delta block that leaves its page");
        }

        _bit = (long)_position * 8;
        _position += length;
        _inMiniblock = _perMiniblock;
    }

    private long ZigZag(ReadOnlySpan<byte> bytes)
    {
        var value = Varint(bytes);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = bytes[_position++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }
}
