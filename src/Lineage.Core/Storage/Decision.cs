using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>What a use case decided to commit.</summary>
/// <param name="Resource">What the request is about, for the audit log.</param>
/// <param name="Changes">What to commit; the node that answers the request is its first. Idempotency key and audit entry are added by the <see cref="Committer"/>.</param>
public sealed record Decision(ResourceName Resource, ChangeSet Changes)
{
    /// <summary>What changed, for people.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>
    /// Whether the decision rests on what was read, not on what the caller demanded, so that losing a race means to read and decide again.
    /// </summary>
    public bool CanDecideAgain { get; init; }
}
