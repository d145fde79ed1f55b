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
    private const int LongestShortLiteral = 60;
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
    /// <param name="buffer">
    /// Input and output: so that a literal and a copy are the same move from somewhere in one buffer, and no branch needs to tell which of the two comes next.
    /// </param>
    /// <param name="input">Where the input stands: at least <see cref="Slack"/> bytes behind the limit.</param>
    /// <param name="end">Where the input ends.</param>
    /// <param name="isLast">Whether no input follows this.</param>
    /// <param name="limit">Where to stop writing; the slack behind it may be overwritten.</param>
    /// <param name="position">Where to write next; what was decoded before stands before it.</param>
    /// <returns>The bytes of the input that were used.</returns>
    /// <exception cref="NotSupportedException">A copy reaches back beyond what stands there.</exception>
    public int Decode(Span<byte> buffer, int input, int end, bool isLast, int limit, ref int position)
    {
        if (position < 0 || position > limit || limit > input - Slack || input > end || end > buffer.Length)
        {
            throw new ArgumentException("The parts of the buffer overlap.", nameof(buffer));
        }

        var from = input;
        while (true)
        {
            if (_literal > 0)
            {
                var count = (int)Math.Min(_literal, Math.Min(end - from, limit - position));
                buffer.Slice(from, count).CopyTo(buffer[position..]);
                from += count;
                position += count;
                _literal -= count;
            }
            else if (_copy > 0)
            {
                var count = Math.Min(_copy, limit - position);
                Repeat(buffer, position, _offset, count);
                position += count;
                _copy -= count;
            }

            if (_literal > 0 || _copy > 0 || position >= limit)
            {
                return from - input;
            }

            DecodeFast(buffer, ref from, end, limit, ref position);
            if (!ReadTag(buffer[..end], isLast, ref from))
            {
                return from - input;
            }
        }
    }

    /// <summary>Whole tags, as long as neither end is near: a tag of one step reads and writes at most so many bytes.</summary>
    private static void DecodeFast(Span<byte> buffer, ref int input, int end, int limit, ref int position)
    {
        ref var bytes = ref MemoryMarshal.GetReference(buffer);
        var (from, to) = (input, position);
        var lastFrom = end - LongestTag - LongestStep;
        var lastTo = limit - LongestStep;
        while (from <= lastFrom && to <= lastTo)
        {
            int tag = Unsafe.Add(ref bytes, from);
            var length = (tag >> 2) + 1;
            if ((tag & 3) == 0)
            {
                if (length > LongestShortLiteral)
                {
                    break;
                }

                Move(ref bytes, from + 1, to, length);
                from += 1 + length;
                to += length;
                continue;
            }

            // Which of the two short forms a copy has is as good as random, so no branch asks.
            var isShort = -(tag & 1);
            var offset = (Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bytes, from + 1)) & (0xFFFF >> (isShort & 8))) | (((tag & 0xE0) << 3) & isShort);
            if ((tag & 3) == 3)
            {
                break;
            }

            length = (length & ~isShort) | ((4 + ((tag >> 2) & 7)) & isShort);
            from += 1 + (tag & 3);
            if ((uint)(offset - 1) >= (uint)to)
            {
                throw TooFar(offset, to);
            }

            if (offset >= length)
            {
                Move(ref bytes, to - offset, to, length);
            }
            else
            {
                RepeatNear(ref Unsafe.Add(ref bytes, to), offset, length);
            }

            to += length;
        }

        (input, position) = (from, to);
    }

    /// <summary>Moves at most 64 bytes, and up to 31 more than asked for; the source ends before the target begins, or lies behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte bytes, int from, int to, int length)
    {
        Vector128.LoadUnsafe(ref bytes, (nuint)from).StoreUnsafe(ref bytes, (nuint)to);
        if (length > 16)
        {
            Vector128.LoadUnsafe(ref bytes, (nuint)from + 16).StoreUnsafe(ref bytes, (nuint)to + 16);
            if (length > 32)
            {
                Vector256.LoadUnsafe(ref bytes, (nuint)from + 32).StoreUnsafe(ref bytes, (nuint)to + 32);
            }
        }
    }

    /// <summary>Repeats the bytes before the target, of which there are fewer than are asked for; it may write up to 64.</summary>
    private static void RepeatNear(ref byte target, int offset, int length)
    {
        if (offset >= 16)
        {
            for (var at = 0; at < length; at += 16)
            {
                Vector128.LoadUnsafe(ref Unsafe.Add(ref target, at - offset)).StoreUnsafe(ref target, (nuint)at);
            }

            return;
        }

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

    private bool ReadTag(Span<byte> input, bool isLast, ref int consumed)
    {
        ReadOnlySpan<byte> rest = input[consumed..];
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
