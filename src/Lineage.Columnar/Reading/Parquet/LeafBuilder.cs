using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Makes the array of one leaf for a batch from the pages of its chunk, in the layout of Arrow: the values of a page come without nulls, and are spread
/// over the slots. What lies under a null is zero, so that nothing of other memory leaves with a batch.
/// Where the pages hold dictionary indices, so may the array, over one dictionary that all batches of the chunk share: what is worked out for an entry once
/// holds for all of them. A batch in which plain values follow indices has plain values alone.
/// </summary>
/// <param name="leaf">The leaf.</param>
/// <param name="budget">What may be decoded.</param>
/// <param name="largestKept">The entries of the largest dictionary whose indices stay indices.</param>
internal abstract class LeafBuilder(ParquetNode leaf, DecodeBudget budget, int largestKept)
{
    private readonly RleReader _runs = new();
    private readonly DictionaryType _dictionaryType = new(Int32Type.Default, leaf.Type, false);
    private ArrayData? _kept;
    private byte[] _indices = [];
    private bool _isIndices;
    private bool _isPlain;
    private int _expected;
    private Encoding _encoding;
    private PageBody _body = null!;
    private bool _isBegun;
    private BatchMemory _memory = null!;

    protected ParquetNode Leaf => leaf;

    protected DecodeBudget Budget => budget;

    /// <summary>The slots of the batch so far.</summary>
    protected int Slots { get; private set; }

    /// <summary>The entries of the chunk's dictionary; -1 where it has none.</summary>
    protected int DictionaryCount { get; private set; } = -1;

    /// <summary>Reads a dictionary page.</summary>
    public void ReadDictionary(PageBody body, int count)
    {
        var entries = ReadEntries(body, count);
        DictionaryCount = count;

        // A null among indices points at the first entry, so there must be one.
        _kept = count > 0 && count <= largestKept ? entries : null;
    }

    /// <summary>Begins a page whose body stands at its values.</summary>
    public void BeginPage(Encoding encoding, PageBody body) => (_encoding, _body, _isBegun) = (encoding, body, false);

    /// <summary>Requires that the page held as many values as there were places, where its encoding tells.</summary>
    public void EndPage()
    {
        if (_isBegun && !IsDictionary(_encoding))
        {
            EndValues();
        }
    }

    /// <summary>Begins a batch of about so many slots.</summary>
    public void BeginBatch(BatchMemory memory, int slots)
    {
        (_memory, _expected, _isIndices, _isPlain) = (memory, slots, false, false);
        Slots = 0;
    }

    /// <summary>Reads slots from the current page.</summary>
    /// <param name="slots">How many.</param>
    /// <param name="valid">How many of them hold a value.</param>
    /// <param name="validity">The validity of the batch, which ends with that of these slots.</param>
    public void Read(int slots, int valid, BitBuffer validity)
    {
        if (valid > 0 && !_isBegun)
        {
            BeginValues();
        }

        // Nulls alone fit either form, so that a page of nulls among indices changes nothing.
        var isIndices = valid > 0 && IsDictionary(_encoding);
        if (_kept is not null && !_isPlain && (isIndices || valid == 0))
        {
            KeepIndices(slots, valid, validity);
            Slots += slots;
            return;
        }

        BeginPlain(validity);
        if (isIndices)
        {
            AppendIndices(slots, valid, validity);
        }
        else
        {
            AppendValues(slots, valid, validity);
        }

        Slots += slots;
    }

    /// <summary>The array of the batch.</summary>
    /// <param name="nulls">How many of its slots are null.</param>
    /// <param name="validity">The bits that say which; empty where none is.</param>
    public ArrayData Finish(int nulls, ArrowBuffer validity)
    {
        if (_isIndices)
        {
            return new(_dictionaryType, Slots, nulls, 0, [validity, new ArrowBuffer(_indices.AsMemory(0, Slots * sizeof(int)))], [], _kept);
        }

        if (!_isPlain)
        {
            Begin(_memory, _expected);
        }

        return FinishValues(nulls, validity);
    }

    /// <summary>Reads the entries of a dictionary page.</summary>
    /// <returns>Them as an array, which batches may share.</returns>
    protected abstract ArrayData? ReadEntries(PageBody body, int count);

    /// <summary>Begins an array of plain values.</summary>
    protected abstract void Begin(BatchMemory memory, int slots);

    /// <summary>Looks up the slots so far, which are the first of an array of plain values.</summary>
    /// <param name="indices">The entry of each; that of a null is of no meaning, but is there.</param>
    /// <param name="validity">Begins with the validity of these slots; empty in a leaf without nulls.</param>
    protected abstract void Resolve(ReadOnlySpan<int> indices, ReadOnlySpan<byte> validity);

    /// <summary>The array of plain values.</summary>
    protected abstract ArrayData FinishValues(int nulls, ArrowBuffer validity);

    /// <summary>Begins a page in an encoding that is not that of a dictionary.</summary>
    protected abstract void BeginValues(Encoding encoding, PageBody body);

    protected abstract void EndValues();

    protected abstract void AppendValues(int slots, int valid, BitBuffer validity);

    /// <summary>Looks the values of slots up in the dictionary.</summary>
    protected abstract void AppendIndices(int slots, int valid, BitBuffer validity);

    /// <summary>Reads the next dictionary indices, all of which point at an entry.</summary>
    protected void ReadIndices(Span<int> target)
    {
        _runs.Read(target);
        var highest = Lanes.Highest(MemoryMarshal.Cast<int, uint>(target));
        if (highest >= (uint)DictionaryCount)
        {
            throw new InvalidDataException($"has index {highest} into a dictionary of {DictionaryCount}");
        }
    }

    private Span<int> Indices => MemoryMarshal.Cast<byte, int>(_indices.AsSpan());

    /// <summary>Memory of the batch.</summary>
    protected byte[] Rent(int bytes)
    {
        budget.Take(bytes);
        return _memory.Rent(bytes);
    }

    /// <summary>The buffer, or a larger one with what was used of it, so that it holds so many slots of a width more.</summary>
    protected void Reserve(ref byte[] buffer, int slots, int width)
    {
        var needed = (Slots + (long)slots) * width;
        if (needed <= buffer.Length - BatchMemory.Slack)
        {
            return;
        }

        if (needed > System.Array.MaxLength / 2)
        {
            throw new InvalidDataException("decodes to more than an array holds");
        }

        var larger = Rent((int)Math.Max(needed, 2L * Slots * width));
        buffer.AsSpan(0, Slots * width).CopyTo(larger);
        buffer = larger;
    }

    private static bool IsDictionary(Encoding encoding) => encoding is Encoding.PlainDictionary or Encoding.RleDictionary;

    private void BeginValues()
    {
        _isBegun = true;
        if (!IsDictionary(_encoding))
        {
            BeginValues(_encoding, _body);
            return;
        }

        if (DictionaryCount < 0)
        {
            throw new InvalidDataException("has dictionary indices but no dictionary");
        }

        var width = _body.Next(1)[0];
        _body.Skip(1);
        _runs.Begin(_body, width);
    }

    private void KeepIndices(int slots, int valid, BitBuffer validity)
    {
        if (!_isIndices)
        {
            _indices = Rent(Math.Max(_expected, slots) * sizeof(int));
            _isIndices = true;
        }

        Reserve(ref _indices, slots, sizeof(int));
        var target = Indices.Slice(Slots, slots);
        if (valid > 0)
        {
            ReadIndices(target[..valid]);
        }

        if (valid < slots)
        {
            Spreading.Spread(target, valid, validity.Span, validity.Length - slots);
        }
    }

    /// <summary>From here on the batch has plain values.</summary>
    private void BeginPlain(BitBuffer validity)
    {
        if (_isPlain)
        {
            return;
        }

        Begin(_memory, Math.Max(_expected, Slots));
        if (_isIndices)
        {
            Resolve(Indices[..Slots], validity.Span);
        }

        (_isPlain, _isIndices) = (true, false);
    }
}
