namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A leaf that has no values.</summary>
internal sealed class NullEncoder(LeafStage stage) : LeafEncoder(stage)
{
    public override long PlainBytes => 0;

    protected override void GatherValues()
    {
    }

    protected override void WritePlain(int start, int count, ByteSink target)
    {
    }
}
