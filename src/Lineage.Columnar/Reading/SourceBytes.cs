namespace Lineage.Columnar.Reading;

/// <summary>The bytes of a source, read at offsets; several readers may share it.</summary>
internal sealed class SourceBytes(Stream stream, string description) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Description { get; } = description;

    public long Length { get; } = stream.Length;

    /// <summary>Reads exactly so many bytes; the range is checked against the length before anything is allocated.</summary>
    public async ValueTask<byte[]> ReadAsync(long offset, int count, CancellationToken ct)
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

        var buffer = GC.AllocateUninitializedArray<byte>(count);
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

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
