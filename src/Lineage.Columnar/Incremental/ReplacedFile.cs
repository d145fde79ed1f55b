namespace Lineage.Columnar.Incremental;

/// <summary>Replaces a file at once, so that nobody ever sees half of it.</summary>
public static class ReplacedFile
{
    /// <summary>Writes the bytes to the disk under another name beside the file, then gives them the file's name.</summary>
    /// <exception cref="IOException">They cannot be written; what was there stays.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        var prepared = await PrepareAsync(path, bytes, ct).ConfigureAwait(false);
        try
        {
            File.Move(prepared, path, overwrite: true);
        }
        catch
        {
            File.Delete(prepared);
            throw;
        }
    }

    /// <summary>All of it but the new name: where a killed process may stop.</summary>
    /// <returns>The other name, which no two writers share.</returns>
    internal static async Task<string> PrepareAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var full = Path.GetFullPath(path);
        var prepared = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}");
        try
        {
            await using var file = new FileStream(prepared, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await file.WriteAsync(bytes, ct).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(prepared);
            throw;
        }

        return prepared;
    }
}
