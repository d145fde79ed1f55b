namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Bytes that grow with what is decoded, never with what is declared. They are used again from batch to batch.</summary>
internal sealed class GrowingBuffer(DecodeBudget budget)
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        budget.Take(bytes.Length);
        var needed = (long)Length + bytes.Length;
        if (needed > Array.MaxLength)
        {
            throw new InvalidDataException("decodes to more than an array holds");
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(256, 2L * _bytes.Length))));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }
}
