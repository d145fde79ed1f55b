namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Bytes in memory that can be read only so often: a reader that goes in circles is found without a clock.</summary>
internal sealed class CountedStream(byte[] bytes, int maxReads) : MemoryStream(bytes, writable: false)
{
    private int _reads;

    public override int Read(byte[] buffer, int offset, int count)
    {
        Count();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        Count();
        return base.Read(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    private void Count()
    {
        if (Interlocked.Increment(ref _reads) > maxReads)
        {
            throw new InvalidOperationException($"read more than {maxReads} times");
        }
    }
}
