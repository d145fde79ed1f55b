namespace Lineage.Columnar.Tests.Writing;

/// <summary>A file on a disk that is full after so many bytes, or, where these are all, cannot bring them to the disk.</summary>
internal sealed class FailingFile(string path, long room) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0)
{
    private long _room = room;

    public static Func<string, FileStream> With(long room) => path => new FailingFile(path, room);

    public override void Write(byte[] buffer, int offset, int count)
    {
        var fits = (int)Math.Min(count, _room);
        base.Write(buffer, offset, fits);
        _room -= fits;
        if (fits < count)
        {
            throw new IOException("There is not enough space on the disk.");
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void WriteByte(byte value) => Write([value], 0, 1);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(WriteAsync(buffer.ToArray(), 0, buffer.Length, cancellationToken));

    public override void Flush(bool flushToDisk)
    {
        if (flushToDisk && _room == 0)
        {
            throw new IOException("There is not enough space on the disk.");
        }

        base.Flush(flushToDisk);
    }
}
