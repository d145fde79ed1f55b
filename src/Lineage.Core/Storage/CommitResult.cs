using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>What a commit did.</summary>
public sealed record CommitResult
{
    /// <summary>When the commit was accepted.</summary>
    public required CommitTime Time { get; init; }

    /// <summary>The nodes written, in the order of the change set; for a replay, as they are now.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>Whether this is the result of an earlier commit under the same idempotency key.</summary>
    public bool Replayed { get; init; }
}
