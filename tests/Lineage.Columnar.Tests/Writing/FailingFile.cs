using Lineage.Columnar.Writing;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>A file on a disk that is full after so many bytes, or, where these are all, cannot bring them to the disk.</summary>
internal sealed class FailingFile(string path, long room) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0)
{
    private long _room = room;

    public static Func<string, FileStream> With(long room) => path => new FailingFile(path, room);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var fits = (int)Math.Min(buffer.Length, _room);
        base.Write(buffer[..fits]);
        _room -= fits;
        if (fits < buffer.Length)
        {
            throw new IOException("There is not enough space on the disk.");
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush(bool flushToDisk)
    {
        if (flushToDisk && _room == 0)
        {
            throw new IOException("There is not enough space on the disk.");
        }

        base.Flush(flushToDisk);
    }
}
