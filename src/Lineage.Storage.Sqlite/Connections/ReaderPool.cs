using System.Collections.Concurrent;

namespace Lineage.Storage.Sqlite.Connections;

/// <summary>Read-only connections, opened as they are needed and kept for the next read; at most a fixed number at once.</summary>
internal sealed class ReaderPool(string path, int capacity) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private readonly SemaphoreSlim _free = new(capacity);
    private volatile bool _disposed;

    /// <summary>Lends a connection for one read; the read is interrupted when the token is cancelled.</summary>
    public async ValueTask<ReadSession> RentAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new ReadSession(this, _idle.TryTake(out var idle) ? idle : Connection.OpenReader(path), cancellationToken);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void Return(Connection connection)
    {
        _idle.Add(connection);
        if (_disposed)
        {
            CloseIdle();
        }

        _free.Release();
    }

    /// <summary>Closes what is idle now, and whatever is lent when it comes back.</summary>
    public void Dispose()
    {
        _disposed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
