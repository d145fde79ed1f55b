using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Versioning;

/// <summary>A version that someone asks to register.</summary>
/// <param name="Collection">The feature set, dataset or model.</param>
/// <param name="Content">The content; version, scheme, order and bump are set by the registry.</param>
public sealed record NewVersion<TContent>(ResourceName Collection, TContent Content)
    where TContent : VersionContent
{
    /// <summary>The version in the collection's scheme; empty to have one made.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The part of a semantic version to move; null to derive it.</summary>
    public BumpKind? Bump { get; init; }

    /// <summary>The digest or commit that a hash or hybrid version is bound to; empty for the content digest of the fingerprint.</summary>
    public string VersionHash { get; init; } = string.Empty;

    /// <summary>Decide everything, write nothing.</summary>
    public bool ValidateOnly { get; init; }

    /// <summary>What is known to be wrong already.</summary>
    public Violations Violations { get; init; } = new();

    /// <summary>Splits created in the same commit, by id; for dataset versions.</summary>
    public IReadOnlyList<KeyValuePair<string, Split>> Splits { get; init; } = [];
}
