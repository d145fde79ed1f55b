using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Resources;

/// <summary>A new content, and the edges that change with it.</summary>
/// <param name="Content">The new content.</param>
public sealed record ContentChange<TContent>(TContent Content)
    where TContent : NodeContent
{
    /// <summary>Edges that stop to hold.</summary>
    public IReadOnlyList<EdgeKey> ClosedEdges { get; init; } = [];

    /// <summary>Edges that begin to hold.</summary>
    public IReadOnlyList<EdgeOpening> OpenedEdges { get; init; } = [];
}
