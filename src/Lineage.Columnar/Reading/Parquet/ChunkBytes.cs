namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The stored bytes of one column chunk, which come from the source in pieces.</summary>
internal sealed class ChunkBytes(SourceBytes source, long start, long length, DecodeBudget budget)
{
    private const int Piece = 1 << 16;
    private readonly long _end = start + length;
    private long _offset = start;
    private byte[] _buffer = [];
    private int _start;
    private int _filled;

    /// <summary>Where the next byte lies in the source.</summary>
    public long Position => _offset - (_filled - _start);

    /// <summary>The bytes that are left.</summary>
    public long Left => _end - Position;

    /// <summary>The next bytes: as many as asked for, or more, or all that are left.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_filled - _start < count && _offset < _end)
        {
            Fill((int)Math.Min(count, Left));
        }

        return _buffer.AsSpan(_start, _filled - _start);
    }

    /// <summary>As <see cref="Peek"/>, exactly so many, as memory that is valid until the next call.</summary>
    public ReadOnlyMemory<byte> PeekMemory(int count)
    {
        Peek(count);
        return _buffer.AsMemory(_start, count);
    }

    /// <summary>Steps over bytes, seen or not.</summary>
    public void Skip(long count)
    {
        var seen = (int)Math.Min(count, _filled - _start);
        _start += seen;
        _offset += count - seen;
    }

    /// <summary>Goes back to an earlier position of the chunk.</summary>
    public void Seek(long position)
    {
        (_offset, _start, _filled) = (position, 0, 0);
    }

    private void Fill(int count)
    {
        var kept = _filled - _start;
        if (_buffer.Length < count || _buffer.Length == 0)
        {
            // What is asked for lies in the source, so no declared size is believed here.
            var larger = (int)Math.Max(count, Math.Min(Piece, _end - _offset + kept));
            budget.Hold(larger - _buffer.Length);
            var buffer = GC.AllocateUninitializedArray<byte>(larger);
            _buffer.AsSpan(_start, kept).CopyTo(buffer);
            _buffer = buffer;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        var read = (int)Math.Min(_buffer.Length - kept, _end - _offset);
        source.Read(_offset, _buffer.AsSpan(kept, read));
        _offset += read;
        (_start, _filled) = (0, kept + read);
    }
}
