using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>One page of edges.</summary>
/// <param name="Edges">The edges, in order.</param>
/// <param name="Next">An opaque cursor; null on the last page.</param>
public sealed record EdgePage(IReadOnlyList<Edge> Edges, string? Next);
