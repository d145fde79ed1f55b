using System.Buffers.Binary;

namespace Lineage.Columnar.Writing;

/// <summary>Bytes that grow at their end. Clearing keeps the memory.</summary>
internal sealed class ByteSink
{
    private const int Smallest = 1 << 10;
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Adds so many bytes, whose content is undefined until the caller writes it.</summary>
    public Span<byte> Take(int count)
    {
        var end = checked(Length + count);
        if (end > _bytes.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(2L * _bytes.Length, Math.Max(end, Smallest), Math.Max(end, System.Array.MaxLength)));
            Span.CopyTo(larger);
            _bytes = larger;
        }

        var taken = _bytes.AsSpan(Length, count);
        Length = end;
        return taken;
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void WriteVarint(ulong value)
    {
        while (value > 127)
        {
            WriteByte((byte)(value | 128));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Writes over four bytes that are there.</summary>
    public void SetInt32(int place, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(place, sizeof(int)), value);

    /// <summary>Forgets what stands behind a length.</summary>
    public void Shorten(int length) => Length = Math.Min(Length, length);

    public void Clear() => Length = 0;
}
