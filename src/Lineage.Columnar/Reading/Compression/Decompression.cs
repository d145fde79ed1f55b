using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using K4os.Compression.LZ4.Streams;

namespace Lineage.Columnar.Reading.Compression;

/// <summary>
/// Decompresses a block whose size is declared. The declared size is not believed: codecs with a bounded ratio are checked against it, the others
/// decompress into a buffer that grows with what really comes.
/// </summary>
internal static class Decompression
{
    private const int SmallBlock = 1 << 20;
    private const int SnappyMaxRatio = 32;
    private const int Lz4MaxRatio = 256;

    /// <exception cref="InvalidDataException">The block is corrupt or not of the declared size.</exception>
    public static ReadOnlyMemory<byte> Decompress(Codec codec, ReadOnlyMemory<byte> input, int size)
    {
        if (size == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        return codec switch
        {
            Codec.None => input.Length == size ? input : throw Wrong(size, input.Length),
            Codec.Snappy => Snappy(input.Span, size),
            Codec.Lz4Block => Lz4Block(input.Span, size),
            Codec.Lz4Hadoop => Lz4Hadoop(input, size),
            Codec.Zstd => Zstd(input, size),
            Codec.Gzip => Grow(new GZipStream(View(input), CompressionMode.Decompress), size),
            Codec.Brotli => Grow(new BrotliStream(View(input), CompressionMode.Decompress), size),
            Codec.Lz4Frame => Grow(LZ4Stream.Decode(View(input)), size),
            _ => throw new NotSupportedException($"compression codec {codec} is not supported"),
        };
    }

    private static byte[] Snappy(ReadOnlySpan<byte> input, int size)
    {
        var declared = Snappier.Snappy.GetUncompressedLength(input);
        if (declared != size || size > ((long)input.Length * SnappyMaxRatio) + 64)
        {
            throw Wrong(size, declared);
        }

        var output = GC.AllocateUninitializedArray<byte>(size);
        return Exact(output, Snappier.Snappy.Decompress(input, output));
    }

    private static byte[] Lz4Block(ReadOnlySpan<byte> input, int size)
    {
        if (size > ((long)input.Length * Lz4MaxRatio) + 64)
        {
            throw new InvalidDataException($"an LZ4 block of {input.Length} bytes cannot hold {size}");
        }

        var output = GC.AllocateUninitializedArray<byte>(size);
        return Exact(output, LZ4Codec.Decode(input, output));
    }

    /// <summary>The LZ4 that Parquet deprecated: Hadoop frames (big-endian sizes), though some writers left a bare block.</summary>
    private static byte[] Lz4Hadoop(ReadOnlyMemory<byte> input, int size)
    {
        var output = new MemoryStream();
        var rest = input.Span;
        while (rest.Length >= 8)
        {
            var plain = BinaryPrimitives.ReadInt32BigEndian(rest);
            var packed = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            if (plain < 0 || packed < 0 || packed > rest.Length - 8 || plain > size - output.Length)
            {
                return Lz4Block(input.Span, size);
            }

            output.Write(Lz4Block(rest.Slice(8, packed), plain));
            rest = rest[(8 + packed)..];
        }

        return rest.IsEmpty && output.Length == size ? output.ToArray() : Lz4Block(input.Span, size);
    }

    private static byte[] Zstd(ReadOnlyMemory<byte> input, int size)
    {
        if (size > SmallBlock && size / 256 > input.Length)
        {
            return Grow(new ZstdSharp.DecompressionStream(View(input), leaveOpen: false), size);
        }

        using var decompressor = new ZstdSharp.Decompressor();
        var output = GC.AllocateUninitializedArray<byte>(size);
        return Exact(output, decompressor.Unwrap(input.Span, output));
    }

    private static byte[] Grow(Stream stream, int size)
    {
        using (stream)
        {
            var output = new byte[Math.Min(size, SmallBlock)];
            var filled = 0;
            while (true)
            {
                var read = stream.ReadAtLeast(output.AsSpan(filled), output.Length - filled, throwOnEndOfStream: false);
                filled += read;
                if (filled < output.Length)
                {
                    throw Wrong(size, filled);
                }

                if (filled == size)
                {
                    return stream.ReadByte() < 0 ? output : throw new InvalidDataException($"decompresses to more than the declared {size} bytes");
                }

                Array.Resize(ref output, (int)Math.Min(size, 2L * output.Length));
            }
        }
    }

    private static MemoryStream View(ReadOnlyMemory<byte> input) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(input, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(input.ToArray(), writable: false);

    private static byte[] Exact(byte[] output, int written) => written == output.Length ? output : throw Wrong(output.Length, written);

    private static InvalidDataException Wrong(int declared, int actual) => new($"declares {declared} bytes uncompressed and has {actual}");
}
