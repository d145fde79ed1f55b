using Lineage.Core.Graph;

namespace Lineage.Core.Resources;

/// <summary>A listing as a caller asks for it.</summary>
public sealed record ListRequest
{
    /// <summary>The kind of resource.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The parent's name, in which the last ids may be <c>-</c> for all; empty for <c>projects/default</c>.</summary>
    public required string Parent { get; init; }

    /// <summary>The greatest number returned; 0 for <see cref="ResourceRegistry.DefaultPageSize"/>, more than <see cref="ResourceRegistry.MaxPageSize"/> means that.</summary>
    public int PageSize { get; init; }

    /// <summary>The token of the page before; empty for the first.</summary>
    public string PageToken { get; init; } = string.Empty;

    /// <summary>Conditions, <see cref="FilterParser"/>; empty for none.</summary>
    public string Filter { get; init; } = string.Empty;

    /// <summary><c>name</c>, <c>version</c>, <c>create_time</c> or <c>update_time</c>, and <c> desc</c> for the reverse; empty for <c>name</c>.</summary>
    public string OrderBy { get; init; } = string.Empty;

    /// <summary>Whether tombstones are listed too.</summary>
    public bool ShowDeleted { get; init; }
}
