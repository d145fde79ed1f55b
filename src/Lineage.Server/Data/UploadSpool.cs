using Lineage.Core.Errors;
using Lineage.Server.Hosting;

namespace Lineage.Server.Data;

/// <summary>
/// Where uploads lie while they are read: files that vanish when they are closed, within a budget of disk space. What a killed process left behind is removed at the next start.
/// </summary>
internal sealed class UploadSpool(string folder, LimitOptions limits, ILogger<UploadSpool> logger)
{
    private const int MaxChunk = 1024 * 1024;
    private const string Pattern = "upload-*.tmp";
    private long _used;

    /// <summary>The bytes of all uploads that lie here now.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Removes what an earlier process left behind. The caller owns the folder alone.</summary>
    public void RemoveLeftovers()
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, Pattern))
        {
            File.Delete(file);
            logger.RemovedLeftover(Path.GetFileName(file));
        }
    }

    /// <summary>Keeps exactly as many bytes as were announced.</summary>
    /// <exception cref="LineageException"><see cref="ErrorReason.InvalidUpload"/>, or <see cref="ErrorReason.LimitExceeded"/>.</exception>
    public async Task<SpooledUpload> ReceiveAsync(long size, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken)
    {
        if (size <= 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidUpload, "header.size_bytes", "must be positive");
        }

        if (size > limits.UploadBytes)
        {
            throw TooLarge($"an upload of {size} bytes is more than the {limits.UploadBytes} allowed", nameof(limits.UploadBytes));
        }

        if (Interlocked.Add(ref _used, size) > limits.UploadSpaceBytes)
        {
            Interlocked.Add(ref _used, -size);
            throw TooLarge("the space for uploads is used up; try again later", nameof(limits.UploadSpaceBytes));
        }

        var upload = new SpooledUpload(Create(size), () => Interlocked.Add(ref _used, -size));
        try
        {
            await CopyAsync(size, chunks, upload.Data, cancellationToken);
            return upload;
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    private static async Task CopyAsync(long size, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, FileStream data, CancellationToken cancellationToken)
    {
        var received = 0L;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            received += chunk.Length;
            if (chunk.Length > MaxChunk || received > size)
            {
                var problem = chunk.Length > MaxChunk ? $"has {chunk.Length} bytes; at most {MaxChunk} are allowed" : $"more than the {size} bytes announced came";
                throw LineageException.Invalid(ErrorReason.InvalidUpload, "chunk", problem);
            }

            await WriteAsync(data, chunk, cancellationToken);
        }

        if (received < size)
        {
            throw LineageException.Invalid(ErrorReason.InvalidUpload, "chunk", $"{received} of the {size} bytes announced came");
        }
    }

    private static async Task WriteAsync(FileStream data, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            await data.WriteAsync(chunk, cancellationToken);
        }
        catch (IOException full)
        {
            throw new LineageException(ErrorKind.Exhausted, ErrorReason.LimitExceeded, "there is no space for the upload", full);
        }
    }

    private FileStream Create(long size)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,

            // What a buffer still held when the disk is full would fail once more, where the upload is closed.
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(Path.Combine(folder, $"upload-{Guid.NewGuid():N}.tmp"), options);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Interlocked.Add(ref _used, -size);
            throw new LineageException(ErrorKind.Unavailable, ErrorReason.DataUnreadable, "uploads cannot be kept now", failed);
        }
    }

    private static LineageException TooLarge(string message, string limit) => new(ErrorKind.Exhausted, ErrorReason.LimitExceeded, message)
    {
        Metadata = new Dictionary<string, string> { ["limit"] = limit },
    };
}
