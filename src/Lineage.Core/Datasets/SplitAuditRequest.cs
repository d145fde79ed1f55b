using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>A split check that someone asks for. What is empty is taken from the dataset version.</summary>
public sealed record SplitAuditRequest
{
    /// <summary>The project that the certificate belongs to; empty for that of the dataset version, or the default one where none is named.</summary>
    public string Parent { get; init; } = string.Empty;

    /// <summary>The dataset version whose splits are checked; may end with an alias, may be empty.</summary>
    public string DatasetVersion { get; init; } = string.Empty;

    /// <summary>
    /// The splits' files by the split's id; an empty path is that of the registered split. No entry at all means every registered split that was not deleted.
    /// </summary>
    public IReadOnlyDictionary<string, string> Paths { get; init; } = new Dictionary<string, string>();

    /// <summary>The key columns.</summary>
    public IReadOnlyList<string> EntityKeys { get; init; } = [];

    /// <summary>The time column.</summary>
    public string TimeColumn { get; init; } = string.Empty;

    /// <summary>Whether the result is stored.</summary>
    public bool StoresCertificate { get; init; }

    /// <summary>What is known to be wrong already.</summary>
    public Violations Violations { get; init; } = new();
}
