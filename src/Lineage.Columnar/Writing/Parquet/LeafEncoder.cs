using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Parquet;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Brings the values of one leaf of a row group together and encodes them: as indices into a dictionary where few of them are distinct, else plain.</summary>
internal abstract class LeafEncoder(LeafStage stage, EncoderScratch scratch)
{
    private int _next;

    public LeafStage Stage => stage;

    /// <summary>Whether the values are indices. Set by <see cref="Gather"/>, as all below.</summary>
    public bool IsDictionary { get; protected set; }

    /// <summary>The entries of the dictionary, plain.</summary>
    public virtual ReadOnlySpan<byte> Dictionary => throw new NotSupportedException();

    public virtual int DictionaryCount => 0;

    /// <summary>The bytes of all values where they are plain.</summary>
    public abstract long PlainBytes { get; }

    /// <summary>Null where there is none, or the values have no order that readers agree on.</summary>
    public byte[]? Min { get; protected set; }

    public byte[]? Max { get; protected set; }

    protected WriteNode Leaf => stage.Leaf;

    protected EncoderScratch Scratch => scratch;

    protected virtual ReadOnlySpan<int> Indices => throw new NotSupportedException();

    public static LeafEncoder Of(LeafStage stage, EncoderScratch scratch)
    {
        var leaf = stage.Leaf;
        return leaf.Stored switch
        {
            NullType => new NullEncoder(stage, scratch),
            BooleanType => new BooleanEncoder(stage, scratch),
            StringType or BinaryType => new BytesEncoder(stage, scratch),
            UInt32Type => new NumberEncoder<uint, uint>(stage, scratch),
            UInt64Type => new NumberEncoder<ulong, ulong>(stage, scratch),
            FloatType => new NumberEncoder<float, uint>(stage, scratch),
            DoubleType => new NumberEncoder<double, ulong>(stage, scratch),
            _ when leaf.Element.Type == PhysicalType.FixedLengthByteArray => new WideEncoder(stage, scratch),
            _ => leaf.Element.Type == PhysicalType.Int32 ? new NumberEncoder<int, uint>(stage, scratch) : new NumberEncoder<long, ulong>(stage, scratch),
        };
    }

    /// <summary>Takes over what is staged.</summary>
    /// <exception cref="InvalidDataException">A value does not fit its type.</exception>
    public void Gather()
    {
        (_next, IsDictionary, Min, Max) = (0, false, null, null);
        GatherValues();
    }

    /// <summary>Appends the next values of the leaf as those of a page.</summary>
    public void WriteNext(int count, ByteSink target)
    {
        if (IsDictionary)
        {
            var width = HybridWriter.WidthFor(DictionaryCount - 1);
            target.WriteByte((byte)width);
            HybridWriter.Write(Indices.Slice(_next, count), width, target);
        }
        else
        {
            WritePlain(_next, count, target);
        }

        _next += count;
    }

    protected abstract void GatherValues();

    /// <summary>Appends values; a call begins where the one before ended.</summary>
    protected abstract void WritePlain(int start, int count, ByteSink target);

    /// <summary>Brings values of one fixed width to the layout that is stored.</summary>
    protected void GatherFixed(Span<byte> target, int width)
    {
        IArrowType? last = null;
        FixedGather? gather = null;
        foreach (var run in stage.Runs)
        {
            if (run.Count == 0)
            {
                continue;
            }

            if (gather is null || !ReferenceEquals(run.Data.DataType, last))
            {
                (last, gather) = (run.Data.DataType, FixedGathers.Of(run.Data.DataType, Leaf.Stored!));
            }

            var source = run.Data.Buffers[1].Span[(run.Data.Offset * (((FixedWidthType)last).BitWidth / 8))..];
            var part = target[..(run.Count * width)];
            if (run.IsPicked)
            {
                gather.Pick(source, stage.Places(run), part);
            }
            else
            {
                gather.Run(source, run.Start, run.Count, part);
            }

            target = target[part.Length..];
        }
    }
}
