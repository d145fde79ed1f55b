using Microsoft.Win32.SafeHandles;

namespace Lineage.Columnar.Reading;

/// <summary>
/// The bytes of a source, read at offsets; several readers may share it. A file is read at positions and by all readers at once; any other stream has one
/// position, so its readers take turns.
/// </summary>
internal sealed class SourceBytes(Stream stream, string description) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SafeFileHandle? _file = FileOf(stream);
    private readonly DateTime? _lastWritten = LastWritten(FileOf(stream));

    public string Description { get; } = description;

    public long Length { get; } = stream.Length;

    /// <summary>Compares the length of a file and the time it was last written with what they were. Of other streams only the length is known.</summary>
    /// <exception cref="TableFormatException">It was changed.</exception>
    public void RequireUnchanged()
    {
        var length = _file is null ? stream.Length : RandomAccess.GetLength(_file);
        if (length != Length || LastWritten(_file) != _lastWritten)
        {
            throw new TableFormatException(TableFormatError.Corrupt, Description, "was changed while it was read");
        }
    }

    /// <summary>Reads exactly so many bytes; the range is checked against the length before anything is allocated.</summary>
    public async ValueTask<byte[]> ReadAsync(long offset, int count, CancellationToken ct)
    {
        Check(offset, count);
        var buffer = GC.AllocateUninitializedArray<byte>(count);
        if (_file is not null)
        {
            for (var filled = 0; filled < count;)
            {
                var read = await RandomAccess.ReadAsync(_file, buffer.AsMemory(filled), offset + filled, ct).ConfigureAwait(false);
                filled += read > 0 ? read : throw new EndOfStreamException();
            }

            return buffer;
        }

        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            stream.Position = offset;
            await stream.ReadExactlyAsync(buffer, ct).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        return buffer;
    }

    /// <summary>Fills the whole span. It blocks: decoders ask for small pieces, for which a way through the scheduler would cost more than the read.</summary>
    public void Read(long offset, Span<byte> target)
    {
        Check(offset, target.Length);
        if (_file is not null)
        {
            while (!target.IsEmpty)
            {
                var read = RandomAccess.Read(_file, target, offset);
                target = read > 0 ? target[read..] : throw new EndOfStreamException();
                offset += read;
            }

            return;
        }

        _turn.Wait();
        try
        {
            stream.Position = offset;
            stream.ReadExactly(target);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private static SafeFileHandle? FileOf(Stream stream) => stream.GetType() == typeof(FileStream) && !stream.CanWrite ? ((FileStream)stream).SafeFileHandle : null;

    private static DateTime? LastWritten(SafeFileHandle? file) => file is null ? null : File.GetLastWriteTimeUtc(file);

    private void Check(long offset, int count)
    {
        if (offset < 0 || count < 0)
        {
            throw new TableFormatException(TableFormatError.Corrupt, Description, $"declares {count} bytes at offset {offset}");
        }

        if (offset > Length || count > Length - offset)
        {
            throw new TableFormatException(
                TableFormatError.Truncated, Description, $"ends at byte {Length}, but declares {count} bytes at offset {offset}");
        }
    }
}
