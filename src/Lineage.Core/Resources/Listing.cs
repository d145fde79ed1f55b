using Lineage.Core.Graph;

namespace Lineage.Core.Resources;

/// <summary>One page of a listing.</summary>
/// <param name="Nodes">The nodes, in order.</param>
/// <param name="NextPageToken">For the next request; empty on the last page.</param>
public sealed record Listing(IReadOnlyList<Node> Nodes, string NextPageToken);
