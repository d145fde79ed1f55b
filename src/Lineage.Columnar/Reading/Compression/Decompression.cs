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
        if (codec == Codec.None)
        {
            return input.Length == size ? input : throw Wrong(size, input.Length);
        }

        byte[] output = [];
        using var zstd = codec == Codec.Zstd ? new ZstdSharp.Decompressor() : null;
        Decompress(codec, input, size, ref output, zstd);
        return output.AsMemory(0, size);
    }

    /// <summary>Decompresses to the start of a buffer, which is replaced by a larger one where it is too small. What stands behind is undefined.</summary>
    /// <param name="codec">How the block is compressed.</param>
    /// <param name="input">The block.</param>
    /// <param name="size">The declared size, at least 0.</param>
    /// <param name="output">The buffer.</param>
    /// <param name="zstd">Needed for <see cref="Codec.Zstd"/>; may be used again and again.</param>
    /// <exception cref="InvalidDataException">The block is corrupt or not of the declared size.</exception>
    public static void Decompress(Codec codec, ReadOnlyMemory<byte> input, int size, ref byte[] output, ZstdSharp.Decompressor? zstd)
    {
        if (size == 0)
        {
            return;
        }

        switch (codec)
        {
            case Codec.None:
                Require(input.Length == size, size, input.Length);
                Ensure(ref output, size);
                input.CopyTo(output);
                break;
            case Codec.Snappy:
                Snappy(input.Span, size, ref output);
                break;
            case Codec.Lz4Block:
                Lz4Block(input.Span, size, ref output);
                break;
            case Codec.Lz4Hadoop:
                Lz4Hadoop(input.Span, size, ref output);
                break;
            case Codec.Zstd when size <= SmallBlock || size / 256 <= input.Length:
                Ensure(ref output, size);
                var written = zstd!.Unwrap(input.Span, output.AsSpan(0, size));
                Require(written == size, size, written);
                break;
            case Codec.Zstd:
                Grow(new ZstdSharp.DecompressionStream(View(input), leaveOpen: false), size, ref output);
                break;
            case Codec.Gzip:
                Grow(new GZipStream(View(input), CompressionMode.Decompress), size, ref output);
                break;
            case Codec.Brotli:
                Grow(new BrotliStream(View(input), CompressionMode.Decompress), size, ref output);
                break;
            case Codec.Lz4Frame:
                Grow(LZ4Stream.Decode(View(input)), size, ref output);
                break;
            default:
                throw new NotSupportedException($"compression codec {codec} is not supported");
        }
    }

    /// <summary>Whether a Snappy block of so many bytes can hold what it declares.</summary>
    public static bool IsPossibleSnappy(int size, long input) => size <= (input * SnappyMaxRatio) + 64;

    private static void Snappy(ReadOnlySpan<byte> input, int size, ref byte[] output)
    {
        var declared = SnappyDecoder.ReadLength(input, out var start);
        Require(declared == size && IsPossibleSnappy(size, input.Length), size, declared);
        Ensure(ref output, checked(size + input.Length));
        var place = size + SnappyDecoder.Slack;
        input[start..].CopyTo(output.AsSpan(place));
        var decoder = default(SnappyDecoder);
        var position = 0;
        var consumed = start + decoder.Decode(output, place, place + input.Length - start, isLast: true, size, ref position);
        Require(position == size && consumed == input.Length, size, position);
    }

    private static void Lz4Block(ReadOnlySpan<byte> input, int size, ref byte[] output)
    {
        if (size > ((long)input.Length * Lz4MaxRatio) + 64)
        {
            throw new InvalidDataException($"an LZ4 block of {input.Length} bytes cannot hold {size}");
        }

        Ensure(ref output, size);
        var written = LZ4Codec.Decode(input, output.AsSpan(0, size));
        Require(written == size, size, written);
    }

    /// <summary>The LZ4 that Parquet deprecated: Hadoop frames (big-endian sizes), though some writers left a bare block.</summary>
    private static void Lz4Hadoop(ReadOnlySpan<byte> input, int size, ref byte[] output)
    {
        var whole = new MemoryStream();
        byte[] block = [];
        var rest = input;
        while (rest.Length >= 8)
        {
            var plain = BinaryPrimitives.ReadInt32BigEndian(rest);
            var packed = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            if (plain < 0 || packed < 0 || packed > rest.Length - 8 || plain > size - whole.Length)
            {
                Lz4Block(input, size, ref output);
                return;
            }

            Lz4Block(rest.Slice(8, packed), plain, ref block);
            whole.Write(block, 0, plain);
            rest = rest[(8 + packed)..];
        }

        if (!rest.IsEmpty || whole.Length != size)
        {
            Lz4Block(input, size, ref output);
            return;
        }

        Ensure(ref output, size);
        whole.GetBuffer().AsSpan(0, size).CopyTo(output);
    }

    private static void Grow(Stream stream, int size, ref byte[] output)
    {
        using (stream)
        {
            var filled = 0;
            while (true)
            {
                Ensure(ref output, (int)Math.Min(size, Math.Max(SmallBlock, 2L * filled)), filled);
                var target = output.AsSpan(filled, Math.Min(size, output.Length - SnappyDecoder.Slack) - filled);
                var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
                filled += read;
                Require(read == target.Length, size, filled);
                if (filled == size)
                {
                    if (stream.ReadByte() >= 0)
                    {
                        throw new InvalidDataException($"decompresses to more than the declared {size} bytes");
                    }

                    return;
                }
            }
        }
    }

    private static MemoryStream View(ReadOnlyMemory<byte> input) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(input, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(input.ToArray(), writable: false);

    private static void Ensure(ref byte[] output, int size, int kept = 0)
    {
        if (output.Length >= size + (long)SnappyDecoder.Slack)
        {
            return;
        }

        var larger = GC.AllocateUninitializedArray<byte>(checked(size + SnappyDecoder.Slack));
        output.AsSpan(0, kept).CopyTo(larger);
        output = larger;
    }

    private static void Require(bool holds, int declared, int actual)
    {
        if (!holds)
        {
            throw Wrong(declared, actual);
        }
    }

    private static InvalidDataException Wrong(int declared, int actual) => new($"declares {declared} bytes uncompressed and has {actual}");
}
