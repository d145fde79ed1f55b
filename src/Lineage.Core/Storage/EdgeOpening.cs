using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>An edge that a commit opens.</summary>
/// <param name="Key">Ends and kind.</param>
/// <param name="Properties">Facts of the edge; null for none.</param>
public sealed record EdgeOpening(EdgeKey Key, IReadOnlyDictionary<string, string>? Properties = null)
{
    /// <summary>An edge without properties.</summary>
    public EdgeOpening(ResourceName from, EdgeKind kind, ResourceName to)
        : this(new EdgeKey(from, kind, to))
    {
    }
}
