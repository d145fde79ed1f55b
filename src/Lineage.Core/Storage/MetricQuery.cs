using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which points to read.</summary>
public sealed record MetricQuery
{
    /// <summary>The run.</summary>
    public required ResourceName Run { get; init; }

    /// <summary>The metric; null for all.</summary>
    public string? Key { get; init; }

    /// <summary>The greatest number of points returned; at least 1.</summary>
    public required int PageSize { get; init; }

    /// <summary><see cref="MetricPage.Next"/> of the page before; null for the first.</summary>
    public string? After { get; init; }
}
