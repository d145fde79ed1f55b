namespace Lineage.Core.Graph;

/// <summary>
/// An edge as the store holds it, from the dependent node to the node it depends on. It is never removed: an edge that
/// stops to hold is closed, and as-of traces still see it for the time in which it held, <c>[CreateTime, CloseTime)</c>.
/// </summary>
public sealed record Edge
{
    /// <summary>The dependent node.</summary>
    public required ResourceName From { get; init; }

    /// <summary>What the dependence is.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>The node depended on, version-exact.</summary>
    public required ResourceName To { get; init; }

    /// <summary>Facts of the edge, such as the as-of time of a join. Keys are ordered.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When the edge began to hold.</summary>
    public required CommitTime CreateTime { get; init; }

    /// <summary>When the edge stopped to hold; null while it does.</summary>
    public CommitTime? CloseTime { get; init; }
}
