using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>A node as it was read.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Etag">The etag it had.</param>
public sealed record NodeState(ResourceName Name, string Etag);
