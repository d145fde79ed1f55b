using Lineage.Core.Errors;
using Lineage.Core.Governance;

namespace Lineage.Core.Storage;

/// <summary>The way of every write: look for an earlier commit of the same request, decide, commit with an audit entry.</summary>
public sealed class Committer(ILineageStore store)
{
    private const int MaxAttempts = 32;

    /// <summary>What an earlier call of the same request committed; null where there is none, or where the request has no id.</summary>
    /// <exception cref="LineageException">The request id was used before with other arguments.</exception>
    public async ValueTask<CommitResult?> FindEarlierAsync(RequestContext context, CancellationToken cancellationToken) =>
        context.Idempotency is { } key ? await store.FindCommitAsync(key, cancellationToken) : null;

    /// <summary>Commits what <paramref name="decide"/> returns, once for each request id.</summary>
    /// <exception cref="LineageException">What the decision or the commit throws; <see cref="ErrorKind.Conflict"/> when every attempt lost a race.</exception>
    public async Task<CommitResult> CommitAsync(RequestContext context, Func<CancellationToken, Task<Decision>> decide, CancellationToken cancellationToken)
    {
        if (await FindEarlierAsync(context, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        for (var attempt = 1; ; attempt++)
        {
            var decision = await decide(cancellationToken);
            try
            {
                return await store.CommitAsync(Complete(decision, context), cancellationToken);
            }
            catch (LineageException lost) when (decision.CanDecideAgain && attempt < MaxAttempts && IsLostRace(lost))
            {
                // Another writer was first: what was read is no longer so.
            }
        }
    }

    private static ChangeSet Complete(Decision decision, RequestContext context) => decision.Changes with
    {
        Idempotency = context.Idempotency,
        Audit = [new AuditRecord(context.Actor, context.Action, decision.Resource, context.RequestId, decision.Detail)],
    };

    private static bool IsLostRace(LineageException error) =>
        error.Reason is ErrorReason.EtagMismatch or ErrorReason.ResourceAlreadyExists or ErrorReason.ResourceInUse;
}
