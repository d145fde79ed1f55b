namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A leaf that has no values.</summary>
internal sealed class NullEncoder(LeafStage stage, EncoderScratch scratch) : LeafEncoder(stage, scratch)
{
    public override long PlainBytes => 0;

    protected override void GatherValues()
    {
    }

    protected override void WritePlain(int start, int count, ByteSink target)
    {
    }
}
