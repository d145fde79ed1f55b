using Apache.Arrow.Types;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Values of one width other than those of numbers: binaries, half floats, and decimals from the highest byte on.</summary>
internal sealed class WideEncoder(LeafStage stage, EncoderScratch scratch) : LeafEncoder(stage, scratch)
{
    private readonly int _width = stage.Leaf.Element.TypeLength;

    public override long PlainBytes => Scratch.Plain.Length;

    private bool IsDecimal => Leaf.Stored is Decimal128Type or Decimal256Type;

    protected override void GatherValues()
    {
        Scratch.Plain.Clear();
        var target = Scratch.Plain.Take(checked(Stage.Values * _width));
        if (Leaf.Stored!.TypeId == ArrowTypeId.FixedSizedBinary)
        {
            GatherBinaries(target);
        }
        else
        {
            GatherFixed(target, _width);
        }

        for (var i = 0; IsDecimal && i < target.Length; i += _width)
        {
            target.Slice(i, _width).Reverse();
        }

        if (Leaf.Stored is not HalfFloatType)
        {
            FindExtremes(target);
        }
    }

    protected override void WritePlain(int start, int count, ByteSink target) => target.Write(Scratch.Plain.Span.Slice(start * _width, count * _width));

    private void GatherBinaries(Span<byte> target)
    {
        foreach (var run in Stage.Runs.Where(run => run.Count > 0))
        {
            var values = new BytesAt(run.Data);
            var places = run.IsPicked ? Stage.Places(run) : default;
            for (var i = 0; i < run.Count; i++)
            {
                var value = values[run.IsPicked ? places[i] : run.Start + i];
                if (value.Length != _width)
                {
                    throw new InvalidDataException($"has a value of {value.Length} bytes among those of {_width}");
                }

                value.CopyTo(target);
                target = target[_width..];
            }
        }
    }

    private void FindExtremes(ReadOnlySpan<byte> plain)
    {
        ReadOnlySpan<byte> min = default, max = default;
        for (var i = 0; i < plain.Length; i += _width)
        {
            var value = plain.Slice(i, _width);
            min = i == 0 || Compare(value, min) < 0 ? value : min;
            max = i == 0 || Compare(value, max) > 0 ? value : max;
        }

        if (!plain.IsEmpty)
        {
            (Min, Max) = (min.ToArray(), max.ToArray());
        }
    }

    /// <summary>Numbers in two's complement are in the order of their bytes, but for the sign.</summary>
    private int Compare(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var signs = IsDecimal ? (second[0] & 128) - (first[0] & 128) : 0;
        return signs != 0 ? signs : first.SequenceCompareTo(second);
    }
}
