using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Versioning;

/// <summary>What is particular to the versions of feature sets, of datasets, or of models.</summary>
public interface IVersionRules<TContent>
    where TContent : VersionContent
{
    /// <summary>The kind of the versions.</summary>
    NodeKind Kind { get; }

    /// <summary>The kind of what has the versions.</summary>
    NodeKind CollectionKind { get; }

    /// <summary>The field of the request that holds a new version, for errors.</summary>
    string Field { get; }

    /// <summary>Notes every violation of a new version's content.</summary>
    void Check(TContent content, Violations violations);

    /// <summary>What differs between two versions, and how strong each difference is.</summary>
    IEnumerable<VersionDifference> Compare(TContent before, TContent after);

    /// <summary>What a new version depends on.</summary>
    IEnumerable<Link> Links(TContent content);

    /// <summary>The fingerprint whose content digest names a <see cref="VersionScheme.Hash"/> version; null for none.</summary>
    DataFingerprint? Fingerprint(TContent content);
}
