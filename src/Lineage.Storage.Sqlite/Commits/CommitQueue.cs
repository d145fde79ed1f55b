using System.Threading.Channels;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;
using Microsoft.Data.Sqlite;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>
/// The one writer. It takes what waits as a group, applies each change set in a savepoint of its own, and makes the group durable with one commit:
/// the more writers there are, the more share the cost of reaching the disk. Nobody hears of an outcome before the group is durable.
/// </summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    private static readonly ChangeSet Nothing = new();
    private readonly Connection _connection;
    private readonly NodeCache _cache;
    private readonly ChangeSetWriter _writer;
    private readonly CommitClock _clock;
    private readonly Channel<CommitRequest> _waiting;
    private readonly int _maxGroupSize;
    private readonly Task _loop;

    public CommitQueue(Connection connection, NodeCache cache, TimeProvider timeProvider, SqliteStoreOptions options)
    {
        _connection = connection;
        _cache = cache;
        _writer = new ChangeSetWriter(connection);
        _clock = new CommitClock(timeProvider, connection.Scalar("SELECT last_time FROM clock")!.Value);
        _maxGroupSize = options.MaxGroupSize;
        _waiting = Channel.CreateBounded<CommitRequest>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Waits for the outcome of a change set.</summary>
    /// <exception cref="ObjectDisposedException">The queue was closed before it took the change set.</exception>
    public async Task<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var request = new CommitRequest(changes, cancellationToken);
        try
        {
            await _waiting.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The store was closed.", e);
        }

        return await request.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Returns when the writer has made an empty change set durable, which shows that it can reach the disk.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken) => _ = await CommitAsync(Nothing, cancellationToken);

    /// <summary>Commits what waits already, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<CommitRequest>(_maxGroupSize);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < _maxGroupSize && _waiting.Reader.TryRead(out var request))
            {
                group.Add(request);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<CommitRequest> group)
    {
        var auditEnd = _writer.Audit.End;
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var request in group)
            {
                Apply(request);
            }

            _connection.Prepare("UPDATE clock SET last_time = ?1").Bind(_clock.Last).Run();
            _cache.BeginCommit(WrittenBy(group));
            _connection.Execute("COMMIT");
            group.ForEach(request => request.Complete());
        }
        catch (Exception e)
        {
            // Whatever went wrong must reach the callers: the loop goes on.
            RollBack(auditEnd);
            var failure = e is SqliteException sqlite ? StoreErrors.Translate(sqlite) : e;
            group.ForEach(request => request.Fail(failure));
        }
        finally
        {
            _cache.EndCommit();
        }
    }

    private void Apply(CommitRequest request)
    {
        try
        {
            request.CancellationToken.ThrowIfCancellationRequested();
            request.Result = _writer.Apply(request, _clock);
        }
        catch (Exception e) when (e is not SqliteException)
        {
            request.Failure = e;
        }
    }

    private void RollBack((long Sequence, string Hash) auditEnd)
    {
        _writer.Audit.Return(auditEnd);
        try
        {
            if (_connection.InTransaction)
            {
                _connection.Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // The next BEGIN fails while the transaction is open, and says so to its callers.
        }
    }

    private static IEnumerable<ResourceName> WrittenBy(List<CommitRequest> group) =>
        group.Where(r => r.Failure is null).SelectMany(r => r.Changes.Nodes).Select(w => w.Name);
}
