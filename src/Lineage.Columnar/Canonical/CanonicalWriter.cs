using System.Buffers;
using System.Buffers.Binary;

namespace Lineage.Columnar.Canonical;

/// <summary>A growing buffer that canonical bytes are written to; cleared and used again for every value. Not for several threads.</summary>
public sealed class CanonicalWriter : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[256];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written, until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Forgets what is written and keeps the memory.</summary>
    public void Clear() => Length = 0;

    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(GetSpan(4), value);
        Length += 4;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(GetSpan(value.Length));
        Length += value.Length;
    }

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(Length);
    }

    internal Span<byte> Tail(int start) => _buffer.AsSpan(start, Length - start);

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_buffer.Length - Length < size)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * _buffer.Length, (long)Length + size)));
        }
    }
}
