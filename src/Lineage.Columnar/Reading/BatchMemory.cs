namespace Lineage.Columnar.Reading;

/// <summary>
/// The memory that the arrays of one batch lie in. By default every buffer is new and stays the batch's for ever. Where the one consumer gives its word not
/// to look at a batch that it disposed, the buffers go from batch to batch, so that they stay in the cache and cost no collection.
/// </summary>
/// <param name="pool">Where the memory goes back to; null makes new buffers only.</param>
internal sealed class BatchMemory(BatchPool? pool)
{
    /// <summary>How far beyond its end a buffer may be written, so that the last few bytes need no loop of their own.</summary>
    public const int Slack = 32;

    private const int Smallest = 1 << 10;
    private readonly List<byte[]> _free = [];
    private readonly List<byte[]> _used = [];

    /// <summary>A buffer of at least so many bytes and the slack. Its content is undefined.</summary>
    public byte[] Rent(int bytes)
    {
        var size = checked(bytes + Slack);
        if (pool is null)
        {
            return GC.AllocateUninitializedArray<byte>(size);
        }

        var best = -1;
        for (var i = 0; i < _free.Count; i++)
        {
            if (_free[i].Length >= size && (best < 0 || _free[i].Length < _free[best].Length))
            {
                best = i;
            }
        }

        byte[] buffer;
        if (best >= 0)
        {
            buffer = _free[best];
            _free.RemoveAt(best);
        }
        else
        {
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(Smallest, size));
        }

        _used.Add(buffer);
        return buffer;
    }

    /// <summary>Gives all buffers back; nobody may look at them any more.</summary>
    public void Return()
    {
        if (pool is null)
        {
            return;
        }

        // What this batch did not need, the next will not need either.
        _free.Clear();
        _free.AddRange(_used);
        _used.Clear();
        pool.Return(this);
    }
}
