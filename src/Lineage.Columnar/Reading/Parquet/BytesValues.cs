using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The values of any length of a page, in every encoding but that of a dictionary.</summary>
internal sealed class BytesValues
{
    private const int Chunk = 512;
    private const int SmallestStep = 1 << 10;
    private readonly DeltaReader _prefixes = new();
    private readonly DeltaReader _lengths = new();
    private readonly long[] _prefixChunk = new long[Chunk];
    private readonly long[] _lengthChunk = new long[Chunk];
    private byte[] _value = new byte[256];
    private int _valueLength;
    private Encoding _encoding;
    private PageBody _body = null!;
    private int _next;

    /// <summary>The values that the page has left, where its encoding tells.</summary>
    public int Left => _encoding == Encoding.Plain ? 0 : _lengths.Left;

    /// <summary>Begins a page.</summary>
    public void Begin(Encoding encoding, PageBody body)
    {
        (_encoding, _body, _valueLength) = (encoding, body, 0);
        switch (encoding)
        {
            case Encoding.Plain:
                break;
            case Encoding.DeltaLengthByteArray:
                _next = BeginDeltas(_lengths, body.Rest(), 0);
                break;
            case Encoding.DeltaByteArray:
                var suffixes = BeginDeltas(_prefixes, body.Rest(), 0);
                _next = BeginDeltas(_lengths, body.Rest(), suffixes);
                if (_prefixes.Left != _lengths.Left)
                {
                    throw new InvalidDataException($"has {_prefixes.Left} prefixes for {_lengths.Left} suffixes");
                }

                break;
            default:
                throw new NotSupportedException($"has {PhysicalType.ByteArray} values in encoding {(int)encoding}");
        }
    }

    /// <summary>Adds the next values to the target.</summary>
    public void Read(BytesTarget target, int count)
    {
        switch (_encoding)
        {
            case Encoding.Plain:
                ReadPlain(target, target.Extend(count));
                break;
            case Encoding.DeltaLengthByteArray:
                ReadDeltaLengths(target, count);
                break;
            default:
                ReadDeltaBytes(target, count);
                break;
        }
    }

    /// <summary>Begins to read deltas.</summary>
    /// <returns>The place behind them.</returns>
    private static int BeginDeltas(DeltaReader reader, ReadOnlySpan<byte> bytes, int position)
    {
        reader.Begin(bytes, position);
        reader.SkipAll(bytes);
        var end = reader.Position;
        reader.Begin(bytes, position);
        return end;
    }

    private void ReadPlain(BytesTarget target, Span<int> ends)
    {
        while (!ends.IsEmpty)
        {
            var window = _body.Next(sizeof(int));
            var length = BinaryPrimitives.ReadInt32LittleEndian(window);
            window = _body.Next(checked(sizeof(int) + (length >= 0 ? length : throw new InvalidDataException($"has a value of {length} bytes"))));
            var room = target.Reserve(Math.Max(length, SmallestStep));
            var end = target.End;
            var (count, used) = CopyPlain(window, room, ref end, ends);
            target.End = end;
            _body.Skip(used);
            ends = ends[count..];
        }
    }

    /// <summary>Copies values for as long as they lie in the window and there is room for them.</summary>
    private static (int Count, int Used) CopyPlain(ReadOnlySpan<byte> window, Span<byte> room, ref int end, Span<int> ends)
    {
        ref var source = ref MemoryMarshal.GetReference(window);
        ref var target = ref MemoryMarshal.GetReference(room);
        var (from, to, limit) = (0, end, room.Length - BatchMemory.Slack);
        var count = 0;
        for (; count < ends.Length && window.Length - from >= sizeof(int); count++)
        {
            var length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref source, from));
            if ((uint)length > (uint)(window.Length - from - sizeof(int)) || length > limit - to)
            {
                break;
            }

            from += sizeof(int);
            if (length <= BatchMemory.Slack && from + BatchMemory.Slack <= window.Length)
            {
                // Most values are short, and the slack lets them be copied without looking at how short.
                Vector256.LoadUnsafe(ref source, (nuint)from).StoreUnsafe(ref target, (nuint)to);
            }
            else
            {
                window.Slice(from, length).CopyTo(room[to..]);
            }

            from += length;
            to += length;
            ends[count] = to;
        }

        end = to;
        return (count, from);
    }

    private void ReadDeltaLengths(BytesTarget target, int count)
    {
        var bytes = _body.Rest();
        while (count > 0)
        {
            var lengths = _lengthChunk.AsSpan(0, Math.Min(count, Chunk));
            _lengths.Read(bytes, lengths);
            var ends = target.Extend(lengths.Length);
            var total = 0L;
            for (var i = 0; i < lengths.Length; i++)
            {
                total += lengths[i];
                if (lengths[i] < 0 || total > bytes.Length - _next)
                {
                    throw new InvalidDataException($"has a value of {lengths[i]} bytes");
                }

                ends[i] = checked(target.End + (int)total);
            }

            bytes.Slice(_next, (int)total).CopyTo(target.Reserve((int)total)[target.End..]);
            target.End += (int)total;
            _next += (int)total;
            count -= lengths.Length;
        }
    }

    /// <summary>Each value keeps a prefix of the one before; the lengths of prefixes, the lengths of suffixes and the suffixes follow one another.</summary>
    private void ReadDeltaBytes(BytesTarget target, int count)
    {
        var bytes = _body.Rest();
        while (count > 0)
        {
            var prefixes = _prefixChunk.AsSpan(0, Math.Min(count, Chunk));
            var suffixes = _lengthChunk.AsSpan(0, prefixes.Length);
            _prefixes.Read(bytes, prefixes);
            _lengths.Read(bytes, suffixes);
            for (var i = 0; i < prefixes.Length; i++)
            {
                AddDelta(target, bytes, prefixes[i], suffixes[i]);
            }

            count -= prefixes.Length;
        }
    }

    private void AddDelta(BytesTarget target, ReadOnlySpan<byte> bytes, long prefix, long suffix)
    {
        if (prefix < 0 || prefix > _valueLength || suffix < 0 || suffix > bytes.Length - _next)
        {
            throw new InvalidDataException($"has a prefix of {prefix} and a suffix of {suffix} bytes");
        }

        _valueLength = (int)(prefix + suffix);
        if (_value.Length < _valueLength)
        {
            Array.Resize(ref _value, 2 * _valueLength);
        }

        bytes.Slice(_next, (int)suffix).CopyTo(_value.AsSpan((int)prefix));
        _next += (int)suffix;
        target.Add(_value.AsSpan(0, _valueLength));
    }
}
