using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Builds arrays of values of one width.</summary>
internal sealed class FixedBuilder : LeafBuilder
{
    private const int Chunk = 1024;
    private readonly PhysicalType _physical;
    private readonly ValueConverter? _converter;
    private readonly int _rawWidth;
    private readonly int _width;
    private readonly FixedValues _fixed;
    private readonly BytesValues _bytes = new();
    private readonly BytesTarget _scratch;
    private readonly int[] _chunk = new int[Chunk];
    private byte[] _raw = [];
    private byte[] _entries = [];
    private byte[] _target = [];

    public FixedBuilder(ParquetNode leaf, DecodeBudget budget, int largestKept)
        : base(leaf, budget, largestKept)
    {
        _physical = leaf.Element.Type!.Value;
        _width = ((FixedWidthType)leaf.Type).BitWidth / 8;
        _rawWidth = WidthOf(_physical, leaf.Element.TypeLength);
        _converter = ValueConverter.Of(leaf);
        _fixed = new(_rawWidth);
        _scratch = new(budget);
    }

    protected override ArrayData FinishValues(int nulls, ArrowBuffer validity) =>
        new(Leaf.Type, Slots, nulls, 0, [validity, new ArrowBuffer(_target.AsMemory(0, Slots * _width))], []);

    protected override ArrayData ReadEntries(PageBody body, int count)
    {
        BeginValues(Encoding.Plain, body);
        if (_rawWidth > 0 && body.Left < (long)count * _rawWidth)
        {
            throw new EndOfStreamException();
        }

        // A count of entries of no declared length is borne out by four bytes for each.
        if (_rawWidth == 0 && body.Left < (long)count * sizeof(int))
        {
            throw new EndOfStreamException();
        }

        Budget.Hold((long)count * _width);
        _entries = new byte[checked(count * _width)];
        ReadDense(_entries, count);
        return new(Leaf.Type, count, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(_entries)], []);
    }

    protected override void Begin(BatchMemory memory, int slots) => _target = Rent(checked(slots * _width));

    protected override void Resolve(ReadOnlySpan<int> indices, ReadOnlySpan<byte> validity)
    {
        Gather(indices, _target);
        for (var i = 0; i < indices.Length && !validity.IsEmpty; i++)
        {
            if ((validity[i >> 3] & (1 << (i & 7))) == 0)
            {
                _target.AsSpan(i * _width, _width).Clear();
            }
        }
    }

    protected override void BeginValues(Encoding encoding, PageBody body)
    {
        if (_rawWidth > 0)
        {
            _fixed.Begin(encoding, _physical, body);
        }
        else
        {
            _bytes.Begin(encoding, body);
        }
    }

    protected override void EndValues()
    {
        if (_rawWidth > 0)
        {
            _fixed.End();
        }
        else if (_bytes.Left > 0)
        {
            throw new InvalidDataException($"has {_bytes.Left} values more than places for them");
        }
    }

    protected override void AppendValues(int slots, int valid, BitBuffer validity)
    {
        var target = Room(slots);
        if (valid > 0)
        {
            ReadDense(target[..(valid * _width)], valid);
        }

        Spread(target, slots, valid, validity);
    }

    protected override void AppendIndices(int slots, int valid, BitBuffer validity)
    {
        var target = Room(slots);
        for (var done = 0; done < valid;)
        {
            var indices = _chunk.AsSpan(0, Math.Min(Chunk, valid - done));
            ReadIndices(indices);
            Gather(indices, target[(done * _width)..]);
            done += indices.Length;
        }

        Spread(target, slots, valid, validity);
    }

    private static int WidthOf(PhysicalType type, int typeLength) => type switch
    {
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int96 => 12,
        PhysicalType.FixedLengthByteArray => typeLength,
        _ => 0,
    };

    private static void Gather<T>(ReadOnlySpan<int> indices, ReadOnlySpan<T> entries, Span<T> target)
    {
        target = target[..indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            target[i] = entries[indices[i]];
        }
    }

    private void Gather(ReadOnlySpan<int> indices, Span<byte> target)
    {
        switch (_width)
        {
            case 4:
                Gather(indices, MemoryMarshal.Cast<byte, int>(_entries), MemoryMarshal.Cast<byte, int>(target));
                break;
            case 8:
                Gather(indices, MemoryMarshal.Cast<byte, long>(_entries), MemoryMarshal.Cast<byte, long>(target));
                break;
            default:
                for (var i = 0; i < indices.Length; i++)
                {
                    _entries.AsSpan(indices[i] * _width, _width).CopyTo(target[(i * _width)..]);
                }

                break;
        }
    }

    private Span<byte> Room(int slots)
    {
        Reserve(ref _target, slots, _width);
        return _target.AsSpan(Slots * _width, slots * _width);
    }

    private void Spread(Span<byte> target, int slots, int valid, BitBuffer validity)
    {
        if (valid < slots)
        {
            Spreading.Spread(target, _width, valid, validity.Span, validity.Length - slots);
        }
    }

    private void ReadDense(Span<byte> target, int count)
    {
        if (_converter is null)
        {
            _fixed.Read(target, _scratch);
            return;
        }

        for (var done = 0; done < count; done += Chunk)
        {
            Convert(target[(done * _width)..], Math.Min(Chunk, count - done));
        }
    }

    private void Convert(Span<byte> target, int count)
    {
        if (_rawWidth == 0)
        {
            _scratch.Clear();
            _bytes.Read(_scratch, count);
            for (var i = 0; i < count; i++)
            {
                _converter!.Convert(_scratch[i], target.Slice(i * _width, _width));
            }

            return;
        }

        var length = count * _rawWidth;
        if (_raw.Length < length)
        {
            _raw = new byte[length];
        }

        _fixed.Read(_raw.AsSpan(0, length), _scratch);
        for (var i = 0; i < count; i++)
        {
            _converter!.Convert(_raw.AsSpan(i * _rawWidth, _rawWidth), target.Slice(i * _width, _width));
        }
    }
}
