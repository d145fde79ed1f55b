using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>One page of a listing.</summary>
/// <param name="Nodes">The nodes, in order.</param>
/// <param name="Next">An opaque cursor for <see cref="NodeQuery.After"/>; null on the last page.</param>
public sealed record NodePage(IReadOnlyList<Node> Nodes, string? Next);
