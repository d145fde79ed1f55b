namespace Lineage.Core.Storage;

/// <summary>
/// A lineage store: nodes, edges, audit log and metric series behind one atomic commit. Every implementation passes the
/// conformance suite, which is the definition of what is promised here.
/// </summary>
/// <remarks>
/// <para>All members are safe to call concurrently. A read sees every commit that was acknowledged before it began, and
/// never a part of a commit.</para>
/// <para>Names are compared ordinally and case-sensitively everywhere; the order of names is that of their UTF-8 bytes.</para>
/// <para>Failures of the database surface only as <see cref="Errors.LineageException"/> of kind
/// <see cref="Errors.ErrorKind.Unavailable"/> or <see cref="Errors.ErrorKind.Exhausted"/> (a full disk), never as a driver's exception. Every member
/// throws <see cref="ObjectDisposedException"/> after disposal and <see cref="OperationCanceledException"/> when cancelled.</para>
/// </remarks>
public interface ILineageStore : INodeStore, ICommitStore, IGraphStore, IAuditStore, IMetricStore, IAsyncDisposable
{
    /// <summary>
    /// Creates or migrates the schema and makes the store ready. Idempotent. Must end before any other member is called.
    /// </summary>
    /// <exception cref="Errors.LineageException">The store is held by another process, or was written by a newer version.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Returns when the store answers reads and accepts commits; throws <see cref="Errors.ErrorKind.Unavailable"/> when not.</summary>
    Task CheckHealthAsync(CancellationToken cancellationToken);
}
