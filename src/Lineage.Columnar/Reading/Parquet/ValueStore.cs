using System.Buffers.Binary;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Decoded values without the nulls: of one width, or of any length with the end of each. Booleans take a byte.</summary>
internal sealed class ValueStore(int width, DecodeBudget budget)
{
    private readonly GrowingBuffer _ends = new(budget);

    /// <summary>Bytes of a value; 0 where each has its own length.</summary>
    public int Width { get; } = width;

    public GrowingBuffer Bytes { get; } = new(budget);

    public int Count => Width > 0 ? Bytes.Length / Width : _ends.Length / 4;

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if (Width > 0)
            {
                return Bytes.Span.Slice(index * Width, Width);
            }

            var start = index == 0 ? 0 : End(index - 1);
            return Bytes.Span[start..End(index)];
        }
    }

    /// <summary>Adds a value of its own length, or one of the common width.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (Width > 0 && value.Length != Width)
        {
            throw new InvalidDataException($"has a value of {value.Length} bytes instead of {Width}");
        }

        Bytes.Append(value);
        if (Width == 0)
        {
            _ends.Write(Bytes.Length);
        }
    }

    private int End(int index) => BinaryPrimitives.ReadInt32LittleEndian(_ends.Span[(index * 4)..]);
}
