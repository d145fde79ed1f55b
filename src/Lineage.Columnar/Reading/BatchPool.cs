using System.Collections.Concurrent;

namespace Lineage.Columnar.Reading;

/// <summary>The batch memory of one consumer that disposes each batch before it forgets it. For several threads.</summary>
internal sealed class BatchPool
{
    private readonly ConcurrentBag<BatchMemory> _returned = [];

    public BatchMemory Take() => _returned.TryTake(out var memory) ? memory : new BatchMemory(this);

    public void Return(BatchMemory memory) => _returned.Add(memory);
}
