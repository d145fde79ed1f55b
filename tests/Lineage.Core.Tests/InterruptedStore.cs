using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Tests;

/// <summary>Lets another client in between a decision and its commit, once.</summary>
internal sealed class InterruptedStore(ILineageStore inner) : ILineageStore
{
    /// <summary>What the other client does.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    public async Task<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        if (BeforeCommit is { } interrupt)
        {
            BeforeCommit = null;
            await interrupt();
        }

        return await inner.CommitAsync(changes, cancellationToken);
    }

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public Task CheckHealthAsync(CancellationToken cancellationToken) => inner.CheckHealthAsync(cancellationToken);

    public ValueTask<CommitResult?> FindCommitAsync(IdempotencyKey key, CancellationToken cancellationToken) => inner.FindCommitAsync(key, cancellationToken);

    public ValueTask<Node?> FindAsync(ResourceName name, CancellationToken cancellationToken) => inner.FindAsync(name, cancellationToken);

    public ValueTask<IReadOnlyList<Node?>> FindManyAsync(IReadOnlyList<ResourceName> names, CancellationToken cancellationToken) =>
        inner.FindManyAsync(names, cancellationToken);

    public ValueTask<NodePage> ListAsync(NodeQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<EdgePage> ListEdgesAsync(EdgeQuery query, CancellationToken cancellationToken) => inner.ListEdgesAsync(query, cancellationToken);

    public IAsyncEnumerable<TraceEvent> TraceAsync(TraceQuery query, CancellationToken cancellationToken) => inner.TraceAsync(query, cancellationToken);

    public ValueTask<PathResult> FindPathAsync(PathQuery query, CancellationToken cancellationToken) => inner.FindPathAsync(query, cancellationToken);

    public ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) => inner.ReadAuditAsync(query, cancellationToken);

    public ValueTask<MetricPage> ReadMetricsAsync(MetricQuery query, CancellationToken cancellationToken) => inner.ReadMetricsAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
