using System.Buffers;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Decompresses one page after the other, piece by piece, where the codec can do that in bounded memory.</summary>
internal sealed class PageInflater
{
    /// <summary>How much input is decompressed at once: a block of Zstandard at least, which is copied where it comes in halves.</summary>
    public const int LargestInput = (1 << 17) + (1 << 10);

    private const int LargestWindowLog = 23;
    private ZstdSharp.Decompressor? _zstd;
    private Codec _codec;
    private SnappyDecoder _snappy;
    private int _snappySize;
    private bool _isBegun;

    /// <summary>Begins a page; false where it must be decompressed as a whole.</summary>
    public bool TryBegin(Codec codec, int stored, int size)
    {
        _codec = codec;
        switch (codec)
        {
            case Codec.None:
                return stored == size;
            case Codec.Snappy:
                (_snappy, _snappySize, _isBegun) = (default, size, false);
                return Decompression.IsPossibleSnappy(size, stored);
            case Codec.Zstd:
                Zstd(codec)!.ResetStream();
                return true;
            default:
                return false;
        }
    }

    /// <summary>The decompressor of the codec that needs one.</summary>
    public ZstdSharp.Decompressor? Zstd(Codec codec)
    {
        if (codec == Codec.Zstd && _zstd is null)
        {
            _zstd = new();
            _zstd.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindowLog);
        }

        return _zstd;
    }

    /// <summary>Decompresses until the limit or the end of the input.</summary>
    /// <param name="input">The next bytes, at most <see cref="LargestInput"/>.</param>
    /// <param name="isLast">Whether no bytes follow these.</param>
    /// <param name="buffer">Where to write; the last <see cref="LargestInput"/> bytes are not for the output.</param>
    /// <param name="limit">Where to stop.</param>
    /// <param name="position">Where to write next; what was decoded before stands before it.</param>
    /// <returns>The bytes of the input that were used.</returns>
    /// <exception cref="NotSupportedException">The page needs to be decompressed as a whole.</exception>
    public int Inflate(ReadOnlySpan<byte> input, bool isLast, byte[] buffer, int limit, ref int position)
    {
        switch (_codec)
        {
            case Codec.None:
                var count = Math.Min(input.Length, limit - position);
                input[..count].CopyTo(buffer.AsSpan(position));
                position += count;
                return count;
            case Codec.Snappy:
                return InflateSnappy(input, isLast, buffer, limit, ref position);
            default:
                return InflateZstd(input, buffer, limit, ref position);
        }
    }

    public void Close()
    {
        _zstd?.Dispose();
        _zstd = null;
    }

    private int InflateSnappy(ReadOnlySpan<byte> input, bool isLast, byte[] buffer, int limit, ref int position)
    {
        var start = 0;
        if (!_isBegun)
        {
            _isBegun = true;
            var declared = SnappyDecoder.ReadLength(input, out start);
            if (declared != _snappySize)
            {
                throw new InvalidDataException($"declares {_snappySize} bytes uncompressed and has {declared}");
            }
        }

        var place = buffer.Length - LargestInput;
        input[start..].CopyTo(buffer.AsSpan(place));
        return start + _snappy.Decode(buffer, place, place + input.Length - start, isLast, limit, ref position);
    }

    private int InflateZstd(ReadOnlySpan<byte> input, byte[] buffer, int limit, ref int position)
    {
        var status = _zstd!.UnwrapStream(input, buffer.AsSpan(position, limit - position), out var consumed, out var written);
        if (status == OperationStatus.InvalidData)
        {
            // What its window asks for may be more than a stream may hold; as a whole it needs none.
            throw new NotSupportedException("has a Zstandard frame that cannot be read as a stream");
        }

        position += written;
        return consumed;
    }
}
