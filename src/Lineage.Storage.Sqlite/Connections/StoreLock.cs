using Lineage.Core.Errors;

namespace Lineage.Storage.Sqlite.Connections;

/// <summary>Keeps every other process out: a file beside the database, locked as long as this process lives.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="LineageException">Another process holds the store, or the folder cannot be written.</exception>
    public static StoreLock Acquire(string databasePath)
    {
        var name = Path.GetFileName(databasePath);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(databasePath)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new StoreLock(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Unavailable($"The store '{name}' cannot be opened: its folder or its lock file may not be written.", e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Unavailable($"The store '{name}' cannot be opened: another process holds it, or its folder may not be written.", e);
        }
    }

    /// <summary>Frees the lock; the file stays, because removing it would let two processes lock two different files.</summary>
    public void Dispose() => _file.Dispose();
}
