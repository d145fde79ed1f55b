using System.Buffers.Binary;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>
/// A data page whose every byte a test decides, which no writer at hand lets it: where pages end, which of them have indices, how levels are packed.
/// </summary>
internal sealed record HandmadePage
{
    public byte[] Repetitions { get; init; } = [];

    public byte[] Definitions { get; init; } = [];

    public byte[] Values { get; init; } = [];

    public int Entries { get; init; }

    /// <summary>0 for plain values, 8 for indices into the dictionary.</summary>
    public int Encoding { get; init; }

    public bool IsSecondVersion { get; init; }

    /// <summary>Plain 64-bit integers; null is null.</summary>
    public static HandmadePage OfIntegers(params long?[] values)
    {
        var present = values.OfType<long>().ToArray();
        var bytes = new byte[8 * present.Length];
        for (var i = 0; i < present.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), present[i]);
        }

        return new() { Entries = values.Length, Definitions = Packed([.. values.Select(value => value is null ? 0 : 1)], 1), Values = bytes };
    }

    /// <summary>Plain texts; null is null.</summary>
    public static HandmadePage OfTexts(params string?[] values) => new()
    {
        Entries = values.Length,
        Definitions = Packed([.. values.Select(value => value is null ? 0 : 1)], 1),
        Values = PlainTexts(values.OfType<string>()),
    };

    /// <summary>Indices of so many bits; null is null.</summary>
    public static HandmadePage OfIndices(int width, params int?[] values) => new()
    {
        Entries = values.Length,
        Definitions = Packed([.. values.Select(value => value is null ? 0 : 1)], 1),
        Encoding = 8,
        Values = [(byte)width, .. Packed([.. values.OfType<int>()], width)],
    };

    public static byte[] PlainTexts(IEnumerable<string> values)
    {
        var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var text in values.Select(System.Text.Encoding.UTF8.GetBytes))
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }

    /// <summary>One bit-packed run of the hybrid encoding.</summary>
    public static byte[] Packed(int[] values, int width)
    {
        var groups = (values.Length + 7) / 8;
        var bytes = new byte[groups * width];
        for (var bit = 0; bit < values.Length * width; bit++)
        {
            bytes[bit >> 3] |= (byte)(((values[bit / width] >> (bit % width)) & 1) << (bit & 7));
        }

        return [.. Varint(((uint)groups << 1) | 1), .. bytes];
    }

    /// <summary>One run of one value of at most 8 bits.</summary>
    public static byte[] Run(uint count, byte value) => [.. Varint(count << 1), value];

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }
}
