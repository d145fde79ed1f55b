using System.Runtime.InteropServices;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The values of one width of a page, in every encoding but that of a dictionary.</summary>
/// <param name="width">Bytes of a value.</param>
internal sealed class FixedValues(int width)
{
    private const int Chunk = 512;
    private readonly DeltaReader _deltas = new();
    private readonly BytesValues _bytes = new();
    private readonly long[] _longs = new long[Chunk];
    private Encoding _encoding;
    private PageBody _body = null!;
    private int _total;
    private int _next;

    /// <summary>Begins a page.</summary>
    public void Begin(Encoding encoding, PhysicalType type, PageBody body)
    {
        (_encoding, _body, _next) = (encoding, body, 0);
        switch (encoding)
        {
            case Encoding.Plain:
                break;
            case Encoding.DeltaBinaryPacked when type is PhysicalType.Int32 or PhysicalType.Int64:
                _deltas.Begin(body.Rest(), 0);
                break;
            case Encoding.DeltaByteArray when type is PhysicalType.FixedLengthByteArray:
                _bytes.Begin(encoding, body);
                break;
            case Encoding.ByteStreamSplit when width > 1:
                _total = body.Left / width;
                if (body.Left != (long)_total * width)
                {
                    throw new InvalidDataException($"has {body.Left} bytes in streams of values of {width}");
                }

                break;
            default:
                throw new NotSupportedException($"has {type} values in encoding {(int)encoding}");
        }
    }

    /// <summary>Fills the span with the next values.</summary>
    public void Read(Span<byte> target, BytesTarget scratch)
    {
        switch (_encoding)
        {
            case Encoding.Plain:
                ReadPlain(target);
                break;
            case Encoding.DeltaBinaryPacked when width == 4:
                ReadDeltas(MemoryMarshal.Cast<byte, int>(target));
                break;
            case Encoding.DeltaBinaryPacked:
                _deltas.Read(_body.Rest(), MemoryMarshal.Cast<byte, long>(target));
                break;
            case Encoding.DeltaByteArray:
                ReadBytes(target, scratch);
                break;
            default:
                ReadStreams(target);
                break;
        }
    }

    /// <summary>Requires that the page holds no more values than were asked for, where its encoding tells.</summary>
    public void End()
    {
        var left = _encoding switch
        {
            Encoding.DeltaBinaryPacked => _deltas.Left,
            Encoding.ByteStreamSplit => _total - _next,
            Encoding.DeltaByteArray => _bytes.Left,
            _ => 0,
        };
        if (left > 0)
        {
            throw new InvalidDataException($"has {left} values more than places for them");
        }
    }

    private void ReadPlain(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var window = _body.Next(Math.Min(target.Length, width));
            var count = Math.Min(window.Length, target.Length);
            window[..count].CopyTo(target);
            _body.Skip(count);
            target = target[count..];
        }
    }

    private void ReadDeltas(Span<int> target)
    {
        var bytes = _body.Rest();
        while (!target.IsEmpty)
        {
            var part = _longs.AsSpan(0, Math.Min(Chunk, target.Length));
            _deltas.Read(bytes, part);
            for (var i = 0; i < part.Length; i++)
            {
                target[i] = (int)part[i];
            }

            target = target[part.Length..];
        }
    }

    private void ReadBytes(Span<byte> target, BytesTarget scratch)
    {
        var count = target.Length / width;
        scratch.Clear();
        _bytes.Read(scratch, count);
        for (var i = 0; i < count; i++)
        {
            if (scratch[i].Length != width)
            {
                throw new InvalidDataException($"has a value of {scratch[i].Length} bytes instead of {width}");
            }
        }

        scratch.Data[..target.Length].CopyTo(target);
    }

    private void ReadStreams(Span<byte> target)
    {
        var bytes = _body.Rest();
        var count = target.Length / width;
        if (count > _total - _next)
        {
            throw new EndOfStreamException();
        }

        for (var stream = 0; stream < width; stream++)
        {
            var source = bytes.Slice((stream * _total) + _next, count);
            for (int i = 0, place = stream; i < source.Length; i++, place += width)
            {
                target[place] = source[i];
            }
        }

        _next += count;
    }
}
