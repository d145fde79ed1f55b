using System.Buffers.Binary;

namespace Lineage.Columnar.Tests.Quality;

/// <summary>Long bytes that are nearly all the same or nearly all small: images, padded structures, packed numbers. They are what a state that shrinks on the way shows itself on.</summary>
internal static class BlobFamilies
{
    private const int Most = 1 << 15;

    public static IReadOnlyList<HashFamily> All { get; } =
    [
        Blobs("zeros by length", 4_096, i => new byte[i]),
        Blobs("ones by length", 4_096, i => Filled(i, 0xFF)),
        Blobs("list of nulls", 4_096, i => [1, .. BitConverter.GetBytes(i), .. new byte[i]]),
        Blobs("counter before 256 zeros", Most, i => [.. BitConverter.GetBytes((long)i), .. new byte[256]]),
        Blobs("counter before 2,000 zeros", Most, i => [.. BitConverter.GetBytes((long)i), .. new byte[2_000]]),
        Blobs("counter after 2,000 zeros", Most, i => [.. new byte[2_000], .. BitConverter.GetBytes((long)i)]),
        Blobs("one bit in 1,024 zeros", 8_192, i => OneBit(new byte[1_024], i)),
        Blobs("one bit in 1,024 ones", 8_192, i => OneBit(Filled(1_024, 0xFF), i)),
        Blobs("500 small words after a counter", Most, i => Words(500, i, j => (ulong)((j * 7) % 200))),
        Blobs("200 doubles after a counter", Most, i => Words(200, i, j => BitConverter.DoubleToUInt64Bits(j % 50))),
        Blobs("one of 64 small words another", 64 * 512, i => OtherWord(i % 64, (ulong)(i / 64))),
    ];

    private static HashFamily Blobs(string name, int most, Func<int, byte[]> bytes) =>
        new($"blobs: {name}", count => Enumerable.Range(0, Math.Min(count, most)).Select(i => FastHash.Bytes(0, bytes(i))));

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static byte[] OneBit(byte[] bytes, int bit)
    {
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    }

    private static byte[] Words(int count, int first, Func<int, ulong> word)
    {
        var bytes = new byte[8 * count];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * i), i == 0 ? (ulong)first : word(i));
        }

        return bytes;
    }

    private static byte[] OtherWord(int place, ulong value)
    {
        var bytes = Words(64, 3, _ => 3);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * place), 1_000 + value);
        return bytes;
    }
}
