using Apache.Arrow;

namespace Lineage.Columnar.Writing;

/// <summary>A batch that several row groups have a part of; it is disposed when the last lets go.</summary>
internal sealed class SharedBatch(RecordBatch batch)
{
    private int _holders = 1;

    public RecordBatch Batch => batch;

    public SharedBatch Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            batch.Dispose();
        }
    }
}
