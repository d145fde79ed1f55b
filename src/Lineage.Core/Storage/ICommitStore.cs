namespace Lineage.Core.Storage;

/// <summary>The one way to write.</summary>
public interface ICommitStore
{
    /// <summary>
    /// Applies a change set atomically and durably: when the task completes, all of it survives a crash; when it fails,
    /// nothing of it is there. Commits are totally ordered and their times strictly increase.
    /// </summary>
    /// <remarks>
    /// <para>Idempotency is checked first: where <see cref="ChangeSet.Idempotency"/> was committed before with an equal digest, nothing is
    /// written and the earlier result is returned with <see cref="CommitResult.Replayed"/>; with another digest the commit fails with
    /// <see cref="Errors.ErrorReason.RequestIdReused"/>.</para>
    /// <para>Then every precondition is checked, in the order of the change set (nodes, opened edges, required, unchanged and unused names, runs of metrics); the first that fails decides the error:
    /// <see cref="Errors.ErrorReason.ResourceAlreadyExists"/> (creating a name that lives) or <see cref="Errors.ErrorReason.ResourceDeleted"/> with kind
    /// AlreadyExists (creating a tombstone's name), <see cref="Errors.ErrorReason.EtagMismatch"/> (kind Conflict), <see cref="Errors.ErrorReason.ResourceNotFound"/>
    /// (replacing, deleting, requiring or linking a name that never was), <see cref="Errors.ErrorReason.ResourceDeleted"/> with kind FailedPrecondition (the same for a tombstone),
    /// <see cref="Errors.ErrorReason.ResourceInUse"/> (a name that must be unused).</para>
    /// <para>Cancellation may come too late: a cancelled commit is either wholly there or not at all, and the same idempotency key tells which.</para>
    /// </remarks>
    Task<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken);

    /// <summary>
    /// The result of an earlier commit under this key, as <see cref="CommitAsync"/> would replay it; null when there is none.
    /// </summary>
    /// <exception cref="Errors.LineageException">The key was used with another digest.</exception>
    ValueTask<CommitResult?> FindCommitAsync(IdempotencyKey key, CancellationToken cancellationToken);
}
