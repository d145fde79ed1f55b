using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which audit entries to read.</summary>
public sealed record AuditQuery
{
    /// <summary>Entries about this resource and everything within it; null for all.</summary>
    public ResourceName? Within { get; init; }

    /// <summary>Entries by this actor; null for all.</summary>
    public string? Actor { get; init; }

    /// <summary>Entries of this action; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Newest first.</summary>
    public bool Descending { get; init; }

    /// <summary>The greatest number of entries returned; at least 1.</summary>
    public required int PageSize { get; init; }

    /// <summary>The sequence number that the page before ended with; null for the first page.</summary>
    public long? After { get; init; }
}
