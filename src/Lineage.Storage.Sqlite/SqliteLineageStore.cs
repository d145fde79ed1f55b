using System.Runtime.CompilerServices;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.AuditLog;
using Lineage.Storage.Sqlite.Commits;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Graph;
using Lineage.Storage.Sqlite.Metrics;
using Lineage.Storage.Sqlite.Nodes;
using Lineage.Storage.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite;

/// <summary>
/// A lineage store in one SQLite file, for one process at a time. Commits are durable when they are acknowledged (write-ahead log, synchronised at every commit);
/// concurrent commits share one synchronisation. Reads never wait for writes.
/// </summary>
/// <remarks>Commit times are those of the time provider, in nanoseconds of 64 bits (the years 1677 to 2262), raised by one where it does not advance.</remarks>
public sealed class SqliteLineageStore : ILineageStore
{
    private readonly string _path;
    private readonly TimeProvider _timeProvider;
    private readonly SqliteStoreOptions _options;
    private readonly SemaphoreSlim _initialization = new(1);
    private readonly NodeCache _cache;
    private readonly ReaderPool _readers;
    private StoreLock? _lock;
    private Connection? _writer;
    private volatile CommitQueue? _queue;
    private volatile bool _disposed;

    /// <summary>A store in this file; nothing is touched before <see cref="InitializeAsync"/>.</summary>
    public SqliteLineageStore(string path, TimeProvider timeProvider, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _path = Path.GetFullPath(path);
        _timeProvider = timeProvider;
        _options = options ?? new SqliteStoreOptions();
        _cache = new NodeCache(_options.NodeCacheCapacity);
        _readers = new ReaderPool(_path, _options.MaxReaders);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _initialization.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_queue is null)
            {
                Open();
            }
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Translate(e);
        }
        finally
        {
            _initialization.Release();
        }
    }

    /// <inheritdoc/>
    public async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        _ = await ReadAsync(static c => c.Scalar("SELECT last_time FROM clock"), cancellationToken);
        await Queue().CheckAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return await Queue().CommitAsync(changes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult?> FindCommitAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        ReadAsync(c => IdempotencyTable.Find(c, key), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Node?> FindAsync(ResourceName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        _ = Queue();
        cancellationToken.ThrowIfCancellationRequested();
        if (_cache.TryGet(name, out var known))
        {
            return known;
        }

        var generation = _cache.Generation;
        var node = await ReadAsync(c => NodeReader.Find(c, name), cancellationToken);
        if (node is not null)
        {
            _cache.Add(node, generation);
        }

        return node;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Node?>> FindManyAsync(IReadOnlyList<ResourceName> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        _ = Queue();
        cancellationToken.ThrowIfCancellationRequested();
        return _cache.TryGetAll(names, out var known)
            ? known
            : await ReadAsync(c => (IReadOnlyList<Node?>)[.. names.Select(n => NodeReader.Find(c, n))], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<NodePage> ListAsync(NodeQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        return ReadAsync(c => NodeListing.Read(c, query), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<EdgePage> ListEdgesAsync(EdgeQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        return ReadAsync(c => EdgeListing.Read(c, query), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TraceEvent> TraceAsync(TraceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(query.Roots.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(query.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.NodeBudget, 1);
        using var session = await RentAsync(cancellationToken);
        var tracer = new Tracer(session.Connection, query);
        while (Guard(tracer.Next, cancellationToken) is { } next)
        {
            yield return next;
            _ = Queue();
        }
    }

    /// <inheritdoc/>
    public ValueTask<PathResult> FindPathAsync(PathQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.NodeBudget, 1);
        return ReadAsync(c => new PathFinder(c, query).Find(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        return ReadAsync(c => AuditReader.Read(c, query), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<MetricPage> ReadMetricsAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        return ReadAsync(c => MetricReader.Read(c, query), cancellationToken);
    }

    /// <summary>Commits what waits already, moves the write-ahead log into the file and frees the store for other processes.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _initialization.WaitAsync();
        try
        {
            if (_queue is { } queue)
            {
                await queue.DisposeAsync();
            }

            _readers.Dispose();
            Close();
        }
        finally
        {
            _initialization.Release();
        }
    }

    private void Open()
    {
        _lock = StoreLock.Acquire(_path);
        try
        {
            _writer = Connection.OpenWriter(_path);
            Migrations.Apply(_writer, Path.GetFileName(_path));
            if (_options.MaxPageCount is { } pages)
            {
                _writer.ExecuteScript($"PRAGMA max_page_count = {pages}");
            }

            _queue = new CommitQueue(_writer, _cache, _timeProvider, _options);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        // Closing the last connection moves the log into the file and removes it.
        _writer?.Dispose();
        _writer = null;
        _lock?.Dispose();
        _lock = null;
    }

    private CommitQueue Queue()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _queue ?? throw new InvalidOperationException($"{nameof(InitializeAsync)} must end before the store is used.");
    }

    private async ValueTask<ReadSession> RentAsync(CancellationToken cancellationToken)
    {
        _ = Queue();
        try
        {
            return await _readers.RentAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Translate(e);
        }
    }

    private async ValueTask<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var session = await RentAsync(cancellationToken);
        return Guard(() => read(session.Connection), cancellationToken);
    }

    private T Guard<T>(Func<T> read, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return read();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, this);
            throw StoreErrors.Translate(e);
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Translate(e);
        }
    }
}
