using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which nodes to list.</summary>
public sealed record NodeQuery
{
    /// <summary>The kind of node.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The direct or indirect parent whose descendants are listed; null lists the whole store.</summary>
    public ResourceName? Within { get; init; }

    /// <summary>Conditions, all of which hold.</summary>
    public IReadOnlyList<PropertyFilter> Filters { get; init; } = [];

    /// <summary>The order; ties are broken by name, in the same direction.</summary>
    public NodeOrder Order { get; init; }

    /// <summary>Whether the order is reversed.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether tombstones are listed too.</summary>
    public bool ShowDeleted { get; init; }

    /// <summary>The greatest number of nodes returned; at least 1.</summary>
    public required int PageSize { get; init; }

    /// <summary>Where the page before ended: <see cref="NodePage.Next"/> of that page; null for the first.</summary>
    public string? After { get; init; }
}
