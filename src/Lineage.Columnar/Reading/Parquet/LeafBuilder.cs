using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Makes the array of one leaf for a batch from the pages of its chunk, in the layout of Arrow: the values of a page come without nulls, and are spread
/// over the slots. What lies under a null is zero, so that nothing of other memory leaves with a batch.
/// </summary>
internal abstract class LeafBuilder(ParquetNode leaf, DecodeBudget budget)
{
    private readonly RleReader _indices = new();
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
        ReadEntries(body, count);
        DictionaryCount = count;
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
        (_memory, Slots) = (memory, 0);
        Begin(memory, slots);
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

        if (valid > 0 && IsDictionary(_encoding))
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
    public abstract ArrayData Finish(int nulls, ArrowBuffer validity);

    /// <summary>Reads the entries of a dictionary page.</summary>
    protected abstract void ReadEntries(PageBody body, int count);

    protected abstract void Begin(BatchMemory memory, int slots);

    /// <summary>Begins a page in an encoding that is not that of a dictionary.</summary>
    protected abstract void BeginValues(Encoding encoding, PageBody body);

    protected abstract void EndValues();

    protected abstract void AppendValues(int slots, int valid, BitBuffer validity);

    protected abstract void AppendIndices(int slots, int valid, BitBuffer validity);

    /// <summary>Reads the next dictionary indices, all of which point at an entry.</summary>
    protected void ReadIndices(Span<int> target)
    {
        _indices.Read(target);
        var highest = Highest(MemoryMarshal.Cast<int, uint>(target));
        if (highest >= (uint)DictionaryCount)
        {
            throw new InvalidDataException($"has index {highest} into a dictionary of {DictionaryCount}");
        }
    }

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

    private static uint Highest(ReadOnlySpan<uint> indices)
    {
        var highest = 0u;
        var i = 0;
        if (Vector256.IsHardwareAccelerated && indices.Length >= Vector256<uint>.Count)
        {
            var all = Vector256<uint>.Zero;
            for (; i <= indices.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                all = Vector256.Max(all, Vector256.Create(indices[i..]));
            }

            for (var lane = 0; lane < Vector256<uint>.Count; lane++)
            {
                highest = Math.Max(highest, all[lane]);
            }
        }

        for (; i < indices.Length; i++)
        {
            highest = Math.Max(highest, indices[i]);
        }

        return highest;
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
        _indices.Begin(_body, width);
    }
}
