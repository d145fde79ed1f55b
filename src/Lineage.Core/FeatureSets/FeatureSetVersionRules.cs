using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;

namespace Lineage.Core.FeatureSets;

/// <summary>What is particular to the versions of feature sets.</summary>
public sealed class FeatureSetVersionRules : IVersionRules<FeatureSetVersion>
{
    /// <inheritdoc/>
    public NodeKind Kind => NodeKind.FeatureSetVersion;

    /// <inheritdoc/>
    public NodeKind CollectionKind => NodeKind.FeatureSet;

    /// <inheritdoc/>
    public string Field => "feature_set_version";

    /// <inheritdoc/>
    public void Check(FeatureSetVersion content, Violations violations)
    {
        violations.Require(content.Features.Count > 0, $"{Field}.features", "at least one is required");
        violations.Require(content.EntityKeys.Count > 0, $"{Field}.entity_keys", "at least one is required");
        ContentRules.CheckSchema(content.Features, $"{Field}.features", violations);
        if (content.TimeToLive is { } ttl && ttl <= TimeSpan.Zero)
        {
            violations.Add($"{Field}.time_to_live", "must be positive");
        }

        if (content.Lag < TimeSpan.Zero)
        {
            violations.Add($"{Field}.lag", "must not be negative");
        }

        if (content.EventTimeColumn.Length == 0 && (content.TimeToLive is not null || content.Lag != TimeSpan.Zero))
        {
            violations.Add($"{Field}.event_time_column", "is required where there is a time to live or a lag");
        }

        HashSet<string> roles = [.. content.EntityKeys, content.EventTimeColumn, content.KnownAtColumn];
        foreach (var (i, feature) in content.Features.Index().Where(f => f.Item.Name.Length > 0 && roles.Contains(f.Item.Name)))
        {
            violations.Add($"{Field}.features[{i}].name", $"'{feature.Name}' is a key or a time: these are not features");
        }

        CheckData(content, violations);
        violations.Require(content.Transformation is null or { Digest.Length: > 0 }, $"{Field}.transformation.digest");
    }

    /// <summary>An audit would look for the keys and times in vain, long after the version can no longer be changed.</summary>
    private void CheckData(FeatureSetVersion content, Violations violations)
    {
        if (content.Fingerprint is not { Columns.Count: > 0 } data)
        {
            return;
        }

        var columns = data.Columns.Select(c => c.Name).ToHashSet();
        foreach (var (i, key) in content.EntityKeys.Index().Where(k => !columns.Contains(k.Item)))
        {
            violations.Add($"{Field}.entity_keys[{i}]", $"'{Identifier.Printable(key)}' is none of the data's columns");
        }

        violations.Require(content.EventTimeColumn.Length == 0 || columns.Contains(content.EventTimeColumn), $"{Field}.event_time_column", "is none of the data's columns");
        violations.Require(content.KnownAtColumn.Length == 0 || columns.Contains(content.KnownAtColumn), $"{Field}.known_at_column", "is none of the data's columns");
    }

    /// <inheritdoc/>
    /// <remarks>Removed or retyped features, other keys, another event time and other code break users; added features and other validity are additions; all else is a patch.</remarks>
    public IEnumerable<VersionDifference> Compare(FeatureSetVersion before, FeatureSetVersion after) =>
    [
        .. VersionDifference.OfSchemas("feature", before.Features, after.Features),
        .. VersionDifference.OfValues(BumpKind.Major, "the entity key", string.Join(", ", before.EntityKeys), string.Join(", ", after.EntityKeys)),
        .. VersionDifference.OfValues(BumpKind.Major, "the event time column", before.EventTimeColumn, after.EventTimeColumn),
        .. VersionDifference.OfValues(BumpKind.Major, "the transformation", before.Transformation?.Digest ?? string.Empty, after.Transformation?.Digest ?? string.Empty),
        .. VersionDifference.OfValues(BumpKind.Minor, "the known-at column", before.KnownAtColumn, after.KnownAtColumn),
        .. VersionDifference.OfValues(BumpKind.Minor, "the time to live", before.TimeToLive, after.TimeToLive),
        .. VersionDifference.OfValues(BumpKind.Minor, "the lag", before.Lag, after.Lag),
        .. VersionDifference.OfValues(BumpKind.Patch, "the data", before.Fingerprint?.Text, after.Fingerprint?.Text),
    ];

    /// <inheritdoc/>
    public IEnumerable<Link> Links(FeatureSetVersion content) => content.DerivedFrom.Select(n => new Link(EdgeKind.DerivedFrom, n));

    /// <inheritdoc/>
    public DataFingerprint? Fingerprint(FeatureSetVersion content) => content.Fingerprint;
}
