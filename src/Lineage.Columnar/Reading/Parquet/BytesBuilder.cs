using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Builds arrays of texts and binaries.</summary>
internal sealed class BytesBuilder : LeafBuilder
{
    private const int Chunk = 1024;
    private readonly string _source;
    private readonly string _column;
    private readonly bool _isText;
    private readonly BytesValues _values = new();
    private readonly BytesTarget _target;
    private readonly BytesTarget _entries;
    private readonly int[] _chunk = new int[Chunk];

    /// <param name="leaf">The leaf.</param>
    /// <param name="budget">What may be decoded.</param>
    /// <param name="source">How errors name the table.</param>
    /// <param name="column">How errors name the column.</param>
    /// <param name="largestKept">The entries of the largest dictionary whose indices stay indices.</param>
    public BytesBuilder(ParquetNode leaf, DecodeBudget budget, string source, string column, int largestKept)
        : base(leaf, budget, largestKept)
    {
        (_source, _column) = (source, column);
        _isText = leaf.Type is StringType;
        _target = new(budget);
        _entries = new(budget);
    }

    protected override ArrayData FinishValues(int nulls, ArrowBuffer validity) =>
        new(Leaf.Type, Slots, nulls, 0, [validity, new ArrowBuffer(_target.Offsets), new ArrowBuffer(_target.DataMemory)], []);

    protected override ArrayData ReadEntries(PageBody body, int count)
    {
        // Each entry takes its length at least.
        if (body.Left < (long)count * sizeof(int))
        {
            throw new EndOfStreamException();
        }

        _entries.Begin(new BatchMemory(null), count);
        _values.Begin(Encoding.Plain, body);
        _values.Read(_entries, count);
        CheckText(_entries, 0, 0);
        Budget.Hold(_entries.End + ((count + 1L) * sizeof(int)));
        return new(Leaf.Type, count, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(_entries.Offsets), new ArrowBuffer(_entries.DataMemory)], []);
    }

    protected override void Begin(BatchMemory memory, int slots) => _target.Begin(memory, slots);

    /// <summary>What bytes there are under a null is of no meaning, so those of the entry may stay.</summary>
    protected override void Resolve(ReadOnlySpan<int> indices, ReadOnlySpan<byte> validity) => Gather(indices);

    protected override void BeginValues(Encoding encoding, PageBody body) => _values.Begin(encoding, body);

    protected override void EndValues()
    {
        if (_values.Left > 0)
        {
            throw new InvalidDataException($"has {_values.Left} values more than places for them");
        }
    }

    protected override void AppendValues(int slots, int valid, BitBuffer validity)
    {
        var (count, end) = (_target.Count, _target.End);
        if (valid > 0)
        {
            _values.Read(_target, valid);
            CheckText(_target, count, end);
        }

        SpreadEnds(count, end, slots, valid, validity);
    }

    protected override void AppendIndices(int slots, int valid, BitBuffer validity)
    {
        var (count, end) = (_target.Count, _target.End);
        for (var done = 0; done < valid; done += Chunk)
        {
            var indices = _chunk.AsSpan(0, Math.Min(Chunk, valid - done));
            ReadIndices(indices);
            Gather(indices);
        }

        SpreadEnds(count, end, slots, valid, validity);
    }

    private void Gather(ReadOnlySpan<int> indices)
    {
        var ends = _target.Extend(indices.Length);
        var offsets = MemoryMarshal.Cast<byte, int>(_entries.Offsets.Span);
        for (var i = 0; i < indices.Length; i++)
        {
            var (start, length) = (offsets[indices[i]], offsets[indices[i] + 1] - offsets[indices[i]]);
            _entries.Data.Slice(start, length).CopyTo(_target.Reserve(length)[_target.End..]);
            _target.End += length;
            ends[i] = _target.End;
        }
    }

    private void SpreadEnds(int count, int end, int slots, int valid, BitBuffer validity)
    {
        _target.Extend(slots - valid);
        if (valid < slots)
        {
            Spreading.SpreadEnds(_target.Ends(count), valid, end, validity.Span, validity.Length - slots);
        }
    }

    /// <summary>Most texts are ASCII, which is seen at once for all of them.</summary>
    private void CheckText(BytesTarget texts, int first, int start)
    {
        if (!_isText || Ascii.IsValid(texts.Data[start..]))
        {
            return;
        }

        for (var i = first; i < texts.Count; i++)
        {
            if (!Utf8.IsValid(texts[i]))
            {
                throw new TableFormatException(TableFormatError.Corrupt, _source, "holds text that is not UTF-8", _column);
            }
        }
    }
}
