using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Booleans, packed from the lowest bit of each byte on.</summary>
internal sealed class BooleanEncoder(LeafStage stage) : LeafEncoder(stage)
{
    private readonly ByteSink _flags = new();

    public override long PlainBytes => (Stage.Values + 7) / 8;

    protected override void GatherValues()
    {
        _flags.Clear();
        var flags = _flags.Take(Stage.Values);
        foreach (var run in Stage.Runs)
        {
            var bits = run.Data.Buffers[1].Span;
            var places = run.IsPicked ? Stage.Places(run) : default;
            for (var i = 0; i < run.Count; i++)
            {
                var row = run.IsPicked ? places[i] : run.Start + i;
                flags[i] = BitWords.IsSet(bits, run.Data.Offset + row) ? (byte)1 : (byte)0;
            }

            flags = flags[run.Count..];
        }

        if (_flags.Length > 0)
        {
            Min = [_flags.Span.Contains((byte)0) ? (byte)0 : (byte)1];
            Max = [_flags.Span.Contains((byte)1) ? (byte)1 : (byte)0];
        }
    }

    protected override void WritePlain(int start, int count, ByteSink target)
    {
        var flags = _flags.Span.Slice(start, count);
        var bits = target.Take((count + 7) / 8);
        bits.Clear();
        for (var i = 0; i < flags.Length; i++)
        {
            bits[i >> 3] |= (byte)(flags[i] << (i & 7));
        }
    }
}
