namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The hybrid of run lengths and bit packing that levels, booleans and dictionary indices are written in, read as far as the next rows need.</summary>
internal sealed class RleReader
{
    private PageBody _body = null!;
    private int _width;
    private long _left;
    private bool _isRun;
    private int _value;
    private int _bit;

    /// <summary>Begins to read numbers of so many bits from the rest of a body.</summary>
    public void Begin(PageBody body, int width)
    {
        if (width is < 0 or > 32)
        {
            throw new InvalidDataException($"has values of {width} bits");
        }

        (_body, _width, _left, _bit) = (body, width, 0, 0);
    }

    /// <summary>Fills the whole span; values beyond the end of the bytes are an error.</summary>
    public void Read(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            var count = Have(target.Length);
            if (_isRun)
            {
                target[..count].Fill(_value);
            }
            else
            {
                BitUnpacker.Unpack(Packed(count), _bit, _width, target[..count]);
                Advance(count);
            }

            target = target[count..];
        }
    }

    /// <summary>Adds numbers of one bit to bits, without looking at each.</summary>
    /// <returns>How many of them are set.</returns>
    public int ReadBits(BitBuffer target, int count)
    {
        var before = target.Set;
        while (count > 0)
        {
            var part = Have(count);
            if (_isRun)
            {
                target.Append(_value switch
                {
                    0 => false,
                    1 => true,
                    _ => throw new InvalidDataException($"has {_value} in place of a bit"),
                }, part);
            }
            else
            {
                target.Append(Packed(part), _bit, part);
                Advance(part);
            }

            count -= part;
        }

        return target.Set - before;
    }

    /// <summary>Takes up to so many values of the current run, which it begins where needed.</summary>
    private int Have(int count)
    {
        while (_left == 0)
        {
            NextRun();
        }

        var part = (int)Math.Min(_left, count);
        _left -= part;
        return part;
    }

    private ReadOnlySpan<byte> Packed(int count) => _body.Next(checked((int)((_bit + ((long)count * _width) + 7) >> 3)));

    private void Advance(int count)
    {
        var end = _bit + ((long)count * _width);
        _body.Skip((int)(end >> 3));
        _bit = (int)(end & 7);
    }

    private void NextRun()
    {
        if (_bit > 0)
        {
            // Only a last group that its writer cut short ends within a byte.
            _body.Skip(1);
            _bit = 0;
        }

        var header = Varint();
        _isRun = (header & 1) == 0;
        if (_isRun)
        {
            _left = header >> 1;
            var bytes = (_width + 7) / 8;
            var value = _body.Next(bytes);
            _value = 0;
            for (var i = 0; i < bytes; i++)
            {
                _value |= value[i] << (8 * i);
            }

            _body.Skip(bytes);
            return;
        }

        // The last group may be cut short by its writer: only as many values as there are bits for are there.
        _left = _width == 0 ? (long)(header >> 1) * 8 : Math.Min((long)(header >> 1) * _width, _body.Left) * 8 / _width;
    }

    private uint Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = _body.Next(1)[0];
            _body.Skip(1);
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value <= uint.MaxValue ? (uint)value : throw new InvalidDataException("a run is longer than 32 bits");
            }
        }

        throw new InvalidDataException("a run is longer than 32 bits");
    }
}
