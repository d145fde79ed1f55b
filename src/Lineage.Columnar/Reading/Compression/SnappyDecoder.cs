using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Reading.Compression;

/// <summary>
/// Snappy's raw format (format_description.txt of google/snappy), decoded piece by piece: input and output may end anywhere, so that a large block never
/// lies in memory as a whole. Copies reach back into what was decoded before, which must still stand before the position to write at.
/// </summary>
internal struct SnappyDecoder
{
    /// <summary>How far every known compressor reaches back; the format would allow more.</summary>
    public const int Window = 1 << 16;

    /// <summary>How far beyond the limit the output must be writable.</summary>
    public const int Slack = 64;

    private const int LongestTag = 5;
    private const int LongestStep = 64;
    private long _literal;
    private int _copy;
    private int _offset;

    /// <summary>Reads the uncompressed length that a block begins with.</summary>
    public static int ReadLength(ReadOnlySpan<byte> input, out int consumed)
    {
        ulong value = 0;
        for (consumed = 0; consumed < LongestTag;)
        {
            var next = input[consumed];
            value |= (ulong)(next & 127) << (7 * consumed++);
            if (next < 128)
            {
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException($"declares {value} bytes uncompressed");
            }
        }

        throw new InvalidDataException("declares a length of more than 32 bits");
    }

    /// <summary>Decodes until the output is full or the input is used up; a tag at the end of input that is not the last may be left for the next call.</summary>
    /// <param name="input">The next bytes.</param>
    /// <param name="isLast">Whether no bytes follow these.</param>
    /// <param name="output">Where to write; what was decoded before stands before the position.</param>
    /// <param name="limit">Where to stop; <see cref="Slack"/> bytes behind it may be overwritten.</param>
    /// <param name="position">Where to write next.</param>
    /// <returns>The bytes of the input that were used.</returns>
    /// <exception cref="NotSupportedException">A copy reaches back beyond what stands there.</exception>
    public int Decode(ReadOnlySpan<byte> input, bool isLast, Span<byte> output, int limit, ref int position)
    {
        var consumed = 0;
        while (true)
        {
            if (_literal > 0)
            {
                var count = (int)Math.Min(_literal, Math.Min(input.Length - consumed, limit - position));
                input.Slice(consumed, count).CopyTo(output[position..]);
                consumed += count;
                position += count;
                _literal -= count;
            }
            else if (_copy > 0)
            {
                var count = Math.Min(_copy, limit - position);
                Repeat(output, position, _offset, count);
                position += count;
                _copy -= count;
            }

            if (_literal > 0 || _copy > 0 || position >= limit)
            {
                return consumed;
            }

            DecodeFast(input, output, limit, ref consumed, ref position);
            if (!ReadTag(input, isLast, ref consumed))
            {
                return consumed;
            }
        }
    }

    /// <summary>Whole tags, as long as neither end is near: a tag of one step reads and writes at most so many bytes.</summary>
    private static void DecodeFast(ReadOnlySpan<byte> input, Span<byte> output, int limit, ref int consumed, ref int position)
    {
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var target = ref MemoryMarshal.GetReference(output);
        var (from, to) = (consumed, position);
        var lastFrom = input.Length - LongestTag - LongestStep;
        var lastTo = Math.Min(limit, output.Length - Slack) - LongestStep;
        while (from <= lastFrom && to <= lastTo)
        {
            int tag = Unsafe.Add(ref source, from);
            int length, offset;
            switch (tag & 3)
            {
                case 0:
                    length = (tag >> 2) + 1;
                    if (length > 60)
                    {
                        goto done;
                    }

                    Move(ref Unsafe.Add(ref source, from + 1), ref Unsafe.Add(ref target, to), length);
                    from += 1 + length;
                    to += length;
                    continue;
                case 1:
                    length = 4 + ((tag >> 2) & 7);
                    offset = ((tag & 0xE0) << 3) | Unsafe.Add(ref source, from + 1);
                    from += 2;
                    break;
                case 2:
                    length = (tag >> 2) + 1;
                    offset = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, from + 1));
                    from += 3;
                    break;
                default:
                    goto done;
            }

            if ((uint)(offset - 1) >= (uint)to)
            {
                throw TooFar(offset, to);
            }

            if (offset >= 16)
            {
                Move(ref Unsafe.Add(ref target, to - offset), ref Unsafe.Add(ref target, to), length);
            }
            else
            {
                RepeatNear(ref Unsafe.Add(ref target, to), offset, length);
            }

            to += length;
        }

    done:
        (consumed, position) = (from, to);
    }

    /// <summary>Copies 16 bytes at a time, at most 64, up to 15 more than asked for; source and target are at least 16 apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte source, ref byte target, int length)
    {
        Vector128.LoadUnsafe(ref source).StoreUnsafe(ref target);
        for (nint at = 16; at < length; at += 16)
        {
            Vector128.LoadUnsafe(ref source, (nuint)at).StoreUnsafe(ref target, (nuint)at);
        }
    }

    /// <summary>Repeats the bytes that stand less than 16 before the target.</summary>
    private static void RepeatNear(ref byte target, int offset, int length)
    {
        if (offset >= 8)
        {
            for (var at = 0; at < length; at += 8)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref target, at - offset)));
            }

            return;
        }

        if (offset is 1 or 2 or 4)
        {
            var pattern = offset switch
            {
                1 => Unsafe.Add(ref target, -1) * 0x0101_0101_0101_0101UL,
                2 => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref target, -2)) * 0x0001_0001_0001_0001UL,
                _ => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref target, -4)) * 0x0000_0001_0000_0001UL,
            };
            for (var at = 0; at < length; at += 8)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), pattern);
            }

            return;
        }

        for (var at = 0; at < length; at++)
        {
            Unsafe.Add(ref target, at) = Unsafe.Add(ref target, at - offset);
        }
    }

    private static void Repeat(Span<byte> output, int position, int offset, int count)
    {
        if (offset <= 0 || offset > position)
        {
            throw TooFar(offset, position);
        }

        for (var i = position; i < position + count; i++)
        {
            output[i] = output[i - offset];
        }
    }

    private static Exception TooFar(int offset, int position) => offset <= 0
        ? new InvalidDataException("has a copy of what is not there yet")
        : new NotSupportedException($"has a Snappy copy from {offset} bytes back, where {position} stand");

    private bool ReadTag(ReadOnlySpan<byte> input, bool isLast, ref int consumed)
    {
        var rest = input[consumed..];
        if (rest.IsEmpty || (rest.Length < LongestTag && !isLast))
        {
            return false;
        }

        int tag = rest[0];
        if ((tag & 3) == 0)
        {
            var extra = Math.Max(0, (tag >> 2) - 59);
            _literal = 1L + (extra == 0 ? tag >> 2 : Number(rest.Slice(1, extra)));
            consumed += 1 + extra;
            return true;
        }

        var bytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        var number = Number(rest.Slice(1, bytes));
        _copy = bytes == 1 ? 4 + ((tag >> 2) & 7) : (tag >> 2) + 1;
        _offset = (int)Math.Min(bytes == 1 ? ((long)(tag & 0xE0) << 3) | number : number, int.MaxValue);
        consumed += 1 + bytes;
        return true;
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        return value;
    }
}
