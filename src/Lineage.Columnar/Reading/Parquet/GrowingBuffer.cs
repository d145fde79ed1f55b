using System.Runtime.InteropServices;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Bytes that grow with what is decoded, never with what is declared.</summary>
internal sealed class GrowingBuffer(DecodeBudget budget)
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public Span<byte> Extend(int count)
    {
        budget.Take(count);
        var needed = (long)Length + count;
        if (needed > Array.MaxLength)
        {
            throw new InvalidDataException("decodes to more than an array holds");
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(256, 2L * _bytes.Length))));
        }

        var added = _bytes.AsSpan(Length, count);
        Length += count;
        return added;
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    public void Write<T>(T value)
        where T : unmanaged => MemoryMarshal.Write(Extend(System.Runtime.CompilerServices.Unsafe.SizeOf<T>()), value);
}
