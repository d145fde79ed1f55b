using Lineage.Core.Storage;

namespace Lineage.Core.Governance;

/// <summary>Who asks for a write, by which call, and how a retry of it is recognised.</summary>
/// <param name="Actor">Who asks, for the audit log.</param>
/// <param name="Action">The RPC's name, for the audit log.</param>
/// <param name="RequestId">The caller's request id; empty when none was given.</param>
/// <param name="RequestDigest">A digest of all other arguments.</param>
public sealed record RequestContext(string Actor, string Action, string RequestId, string RequestDigest)
{
    /// <summary>The idempotency key; null without a request id. The actor is a part of it, so that nobody replays another's request.</summary>
    public IdempotencyKey? Idempotency => RequestId.Length == 0 ? null : new IdempotencyKey($"{Actor}/{RequestId}", $"{Action}:{RequestDigest}");
}
