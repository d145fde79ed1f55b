using System.Globalization;
using System.Runtime.CompilerServices;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance.Reference;

/// <summary>
/// The store contract in its plainest form: lists in memory, one lock, every answer by a full scan. It is the oracle that real stores are compared with, and
/// what use cases are tested on where durability does not matter. It keeps the documents, not the objects, so that nothing survives which a real store would lose.
/// </summary>
public sealed class ReferenceStore(TimeProvider timeProvider) : ILineageStore
{
    private readonly Lock _lock = new();
    private readonly ReferenceGraph _graph = new();
    private readonly List<AuditEntry> _audit = [];
    private readonly Dictionary<string, (string Digest, CommitTime Time, IReadOnlyList<ResourceName> Names)> _requests = [];
    private readonly List<(ResourceName Run, MetricPoint Point)> _metrics = [];
    private Instant _last;
    private long _etag;
    private bool _disposed;

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.FromResult(Locked(cancellationToken, () => 0));

    /// <inheritdoc/>
    public Task CheckHealthAsync(CancellationToken cancellationToken) => Task.FromResult(Locked(cancellationToken, () => 0));

    /// <inheritdoc/>
    public ValueTask<Node?> FindAsync(ResourceName name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locked(cancellationToken, () => _graph.Find(name)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Node?>> FindManyAsync(IReadOnlyList<ResourceName> names, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Node?>>(Locked(cancellationToken, () => names.Select(_graph.Find).ToList()));

    /// <inheritdoc/>
    public ValueTask<NodePage> ListAsync(NodeQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locked(cancellationToken, () => ReferenceListing.List(_graph.Nodes, query)));

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(cancellationToken, () => Commit(changes)));

    /// <inheritdoc/>
    public ValueTask<CommitResult?> FindCommitAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locked(cancellationToken, () => Replay(key)));

    /// <inheritdoc/>
    public ValueTask<EdgePage> ListEdgesAsync(EdgeQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locked(cancellationToken, () => _graph.ListEdges(query)));

    /// <inheritdoc/>
    public async IAsyncEnumerable<TraceEvent> TraceAsync(TraceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var traced in Locked(cancellationToken, () => _graph.Trace(query)).ToAsyncEnumerable())
        {
            yield return Locked(cancellationToken, () => traced);
        }
    }

    /// <inheritdoc/>
    public ValueTask<PathResult> FindPathAsync(PathQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locked(cancellationToken, () => _graph.FindPath(query)));

    /// <inheritdoc/>
    public ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) => ValueTask.FromResult(Locked(cancellationToken, () =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        var found = _audit.Where(e => query.Within is null || IsWithin(e.Record.Resource, query.Within))
            .Where(e => query.Actor is null || e.Record.Actor == query.Actor)
            .Where(e => query.Action is null || e.Record.Action == query.Action)
            .OrderBy(e => query.Descending ? -e.Sequence : e.Sequence)
            .Where(e => query.After is not { } after || (query.Descending ? e.Sequence < after : e.Sequence > after))
            .Take(query.PageSize + 1)
            .ToList();
        var page = found.Take(query.PageSize).ToList();
        return new AuditPage(page, found.Count > query.PageSize ? page[^1].Sequence : null);
    }));

    /// <inheritdoc/>
    public ValueTask<MetricPage> ReadMetricsAsync(MetricQuery query, CancellationToken cancellationToken) => ValueTask.FromResult(Locked(cancellationToken, () =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        var sorted = _metrics.Where(m => m.Run.Equals(query.Run) && (query.Key is null || m.Point.Key == query.Key))
            .Select(m => m.Point)
            .OrderBy(p => p.Key, Comparer<string>.Create(Utf8Order.Compare)).ThenBy(p => p.Step).ThenBy(p => p.Time)
            .ToList();
        var start = query.After is null ? 0 : int.Parse(query.After, CultureInfo.InvariantCulture);
        var next = start + query.PageSize;
        return new MetricPage(sorted.Skip(start).Take(query.PageSize).ToList(), next < sorted.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        return ValueTask.CompletedTask;
    }

    internal static bool IsWithin(ResourceName name, ResourceName ancestor) =>
        name.Equals(ancestor) || (name.Parent is not null && IsWithin(name.Parent, ancestor));

    private T Locked<T>(CancellationToken cancellationToken, Func<T> body)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            return body();
        }
    }

    private CommitResult Commit(ChangeSet changes)
    {
        if (changes.Idempotency is { } key && Replay(key) is { } earlier)
        {
            return earlier;
        }

        var documents = changes.Nodes.Select(n => n.Content is null ? null : NodeContentJson.Serialize(n.Name.Kind, n.Content)).ToList();
        _graph.Check(changes);
        var now = Instant.FromDateTimeOffset(timeProvider.GetUtcNow());
        _last = now > _last ? now : new Instant(_last.UnixNanoseconds + 1);
        var time = new CommitTime(_last);
        foreach (var (write, document) in changes.Nodes.Zip(documents))
        {
            _graph.Write(write, document, time, (++_etag).ToString(CultureInfo.InvariantCulture));
        }

        _graph.ChangeEdges(changes, time);
        _metrics.AddRange(changes.Metrics.SelectMany(m => m.Points.Select(p => (m.Run, p))));
        foreach (var record in changes.Audit)
        {
            var sequence = _audit.Count + 1;
            var previous = _audit.Count == 0 ? AuditChain.Genesis : _audit[^1].Hash;
            _audit.Add(new AuditEntry(sequence, time, record, AuditChain.Hash(previous, sequence, time, record)));
        }

        var names = changes.Nodes.Select(n => n.Name).ToList();
        if (changes.Idempotency is { } fresh)
        {
            _requests.Add(fresh.RequestId, (fresh.RequestDigest, time, names));
        }

        return new CommitResult { Time = time, Nodes = [.. names.Select(n => _graph.Find(n)!)] };
    }

    private CommitResult? Replay(IdempotencyKey key)
    {
        if (!_requests.TryGetValue(key.RequestId, out var earlier))
        {
            return null;
        }

        return earlier.Digest == key.RequestDigest
            ? new CommitResult { Time = earlier.Time, Nodes = [.. earlier.Names.Select(n => _graph.Find(n)!)], Replayed = true }
            : throw new LineageException(ErrorKind.Invalid, ErrorReason.RequestIdReused, "the request id was used before with other arguments");
    }
}
