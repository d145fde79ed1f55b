using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Booleans, packed from the lowest bit of each byte on.</summary>
internal sealed class BooleanEncoder(LeafStage stage, EncoderScratch scratch) : LeafEncoder(stage, scratch)
{
    public override long PlainBytes => (Stage.Values + 7) / 8;

    protected override void GatherValues()
    {
        Scratch.Plain.Clear();
        var flags = Scratch.Plain.Take(Stage.Values);
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

        if (Scratch.Plain.Length > 0)
        {
            Min = [Scratch.Plain.Span.Contains((byte)0) ? (byte)0 : (byte)1];
            Max = [Scratch.Plain.Span.Contains((byte)1) ? (byte)1 : (byte)0];
        }
    }

    protected override void WritePlain(int start, int count, ByteSink target)
    {
        var flags = Scratch.Plain.Span.Slice(start, count);
        var bits = target.Take((count + 7) / 8);
        bits.Clear();
        for (var i = 0; i < flags.Length; i++)
        {
            bits[i >> 3] |= (byte)(flags[i] << (i & 7));
        }
    }
}
