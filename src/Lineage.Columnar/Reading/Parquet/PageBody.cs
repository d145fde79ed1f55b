using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// The uncompressed bytes of one page, seen through a window. Small pages lie in it as a whole; of large ones only as much as the next rows need, so that
/// memory is bounded whatever page size a writer chose, and values are decoded while they are still in the cache.
/// </summary>
internal sealed class PageBody(ChunkBytes bytes, DecodeBudget budget)
{
    private const int LargestWhole = 1 << 18;
    private const int Piece = 1 << 16;
    private const int Ahead = 1 << 17;
    private readonly PageInflater _inflater = new(budget);
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _unread;
    private int _size;
    private Codec _codec;
    private long _position;
    private int _stored;
    private int _storedLeft;

    /// <summary>The bytes that are left of the page.</summary>
    public int Left => _end - _start + _unread;

    /// <summary>Those of them that stand in the window.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Begins a page (or what of it is compressed), which is next in the chunk.</summary>
    /// <param name="codec">How it is compressed.</param>
    /// <param name="stored">Its compressed size; so many bytes are left in the chunk.</param>
    /// <param name="size">Its declared size.</param>
    /// <param name="whole">Whether it is wanted as a whole.</param>
    public void Begin(Codec codec, int stored, int size, bool whole)
    {
        (_codec, _stored, _storedLeft, _size) = (codec, stored, stored, size);
        _position = bytes.Position;
        (_start, _end, _unread) = (0, 0, size);
        if (whole || size <= LargestWhole || !_inflater.TryBegin(codec, stored, size))
        {
            ReadWhole();
        }
    }

    /// <summary>Begins a page over bytes of its own.</summary>
    public void Begin(ReadOnlySpan<byte> content)
    {
        _end = 0;
        if (_buffer.Length < content.Length)
        {
            Resize(content.Length);
        }

        content.CopyTo(_buffer);
        (_start, _end, _unread, _storedLeft, _size) = (0, content.Length, 0, 0, content.Length);
    }

    /// <summary>Begins a page over the next bytes of another; it grows with what really comes.</summary>
    public void BeginFrom(PageBody other, int count)
    {
        if (count < 0 || count > other.Left)
        {
            throw new EndOfStreamException();
        }

        (_start, _end, _unread, _storedLeft, _size) = (0, 0, 0, 0, count);
        while (_end < count)
        {
            var part = Math.Min(count - _end, Piece);
            if (_buffer.Length - SnappyDecoder.Slack < _end + part)
            {
                Resize(Math.Max(_end + part, 2 * _end));
            }

            other.Next(part)[..part].CopyTo(_buffer.AsSpan(_end));
            other.Skip(part);
            _end += part;
        }
    }

    /// <summary>Steps over what is left of the page in the chunk.</summary>
    public void End()
    {
        bytes.Skip(_storedLeft);
        (_start, _end, _unread, _storedLeft) = (0, 0, 0, 0);
    }

    /// <summary>The next bytes: at least as many as asked for.</summary>
    /// <exception cref="EndOfStreamException">The page ends before.</exception>
    public ReadOnlySpan<byte> Next(int count)
    {
        if (_end - _start < count)
        {
            if (count < 0 || count > Left)
            {
                throw new EndOfStreamException();
            }

            Fill(count);
        }

        return Window;
    }

    /// <summary>All bytes that are left.</summary>
    public ReadOnlySpan<byte> Rest() => Next(Left);

    /// <summary>Steps over bytes that stand in the window.</summary>
    public void Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_end - _start));
        _start += count;
    }

    private void Fill(int count)
    {
        var done = _size - Left;
        if (count > Ahead)
        {
            // Somebody needs much at once: a long value, or an encoding that is not read in order.
            Restart(done);
            return;
        }

        // Only Snappy copies from here; the other codecs need nothing that was read, and moving it would cost as much as a good part of their decoding.
        var keptFrom = _codec == Codec.Snappy ? Math.Max(0, Math.Min(_start, _end - SnappyDecoder.Window)) : _start;
        const int Capacity = SnappyDecoder.Window + (2 * Ahead);
        if (_buffer.Length < Capacity + SnappyDecoder.Slack + PageInflater.LargestInput)
        {
            Resize(Capacity + PageInflater.LargestInput);
        }

        _buffer.AsSpan(keptFrom, _end - keptFrom).CopyTo(_buffer);
        (_start, _end) = (_start - keptFrom, _end - keptFrom);
        try
        {
            Inflate(count, Capacity);
        }
        catch (NotSupportedException)
        {
            Restart(done);
        }
    }

    private void Inflate(int count, int capacity)
    {
        while (_end - _start < count)
        {
            var limit = Math.Min(capacity, _end + _unread);
            var input = bytes.Peek(Math.Min(PageInflater.LargestInput, _storedLeft));
            input = input[..Math.Min(input.Length, Math.Min(PageInflater.LargestInput, _storedLeft))];
            var before = _end;
            var used = _inflater.Inflate(input, input.Length == _storedLeft, _buffer, limit, ref _end);
            bytes.Skip(used);
            _storedLeft -= used;
            _unread -= _end - before;
            if (used == 0 && _end == before)
            {
                throw new InvalidDataException($"declares {_size} bytes uncompressed and has {_size - _unread}");
            }
        }
    }

    /// <summary>Reads the whole page after all, and goes on where the reading was.</summary>
    private void Restart(int done)
    {
        bytes.Seek(_position);
        _storedLeft = _stored;
        ReadWhole();
        _start = done;
    }

    private void ReadWhole()
    {
        var before = _buffer.Length;
        Decompression.Decompress(_codec, bytes.PeekMemory(_stored), _size, ref _buffer, _inflater.Zstd(_codec));
        budget.Hold(_buffer.Length - before);
        bytes.Skip(_stored);
        (_start, _end, _unread, _storedLeft) = (0, _size, 0, 0);
    }

    private void Resize(int size)
    {
        var larger = GC.AllocateUninitializedArray<byte>(size + SnappyDecoder.Slack);
        budget.Hold(larger.Length - _buffer.Length);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        _buffer = larger;
    }

    /// <summary>Gives back what the codecs hold.</summary>
    public void Close() => _inflater.Close();
}
