using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;

namespace Lineage.Core.Datasets;

/// <summary>What is particular to the versions of datasets.</summary>
public sealed class DatasetVersionRules : IVersionRules<DatasetVersion>
{
    /// <inheritdoc/>
    public NodeKind Kind => NodeKind.DatasetVersion;

    /// <inheritdoc/>
    public NodeKind CollectionKind => NodeKind.Dataset;

    /// <inheritdoc/>
    public string Field => "dataset_version";

    /// <inheritdoc/>
    public void Check(DatasetVersion content, Violations violations)
    {
        ContentRules.CheckSchema(content.Columns, $"{Field}.columns", violations);
        if (content.Columns.Count == 0)
        {
            return;
        }

        var columns = content.Columns.Select(c => c.Name).ToHashSet();
        foreach (var (i, key) in content.EntityKeys.Index().Where(k => !columns.Contains(k.Item)))
        {
            violations.Add($"{Field}.entity_keys[{i}]", $"'{Identifier.Printable(key)}' is none of the columns");
        }

        violations.Require(content.LabelColumn.Length == 0 || columns.Contains(content.LabelColumn), $"{Field}.label_column", "is none of the columns");
        violations.Require(content.LabelTimeColumn.Length == 0 || columns.Contains(content.LabelTimeColumn), $"{Field}.label_time_column", "is none of the columns");
    }

    /// <inheritdoc/>
    public IEnumerable<VersionDifference> Compare(DatasetVersion before, DatasetVersion after) =>
    [
        .. VersionDifference.OfSchemas("column", before.Columns, after.Columns),
        .. VersionDifference.OfValues(BumpKind.Major, "the entity key", string.Join(", ", before.EntityKeys), string.Join(", ", after.EntityKeys)),
        .. VersionDifference.OfValues(BumpKind.Major, "the label", before.LabelColumn, after.LabelColumn),
        .. VersionDifference.OfValues(BumpKind.Major, "the label time", before.LabelTimeColumn, after.LabelTimeColumn),
        .. VersionDifference.OfValues(BumpKind.Minor, "what it is built from", Inputs(before), Inputs(after)),
        .. VersionDifference.OfValues(BumpKind.Patch, "the data", before.Fingerprint?.Text, after.Fingerprint?.Text),
    ];

    /// <inheritdoc/>
    public IEnumerable<Link> Links(DatasetVersion content) => content.BuiltFrom.Select(b => new Link(EdgeKind.BuiltFrom, b.FeatureSetVersion, Times(b)));

    /// <inheritdoc/>
    public DataFingerprint? Fingerprint(DatasetVersion content) => content.Fingerprint;

    private static string Inputs(DatasetVersion version) => string.Join(", ", version.BuiltFrom.Select(b => b.FeatureSetVersion.Value).Order(StringComparer.Ordinal));

    private static SortedDictionary<string, string> Times(DatasetInput input)
    {
        var times = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (input.AsOf is { } asOf)
        {
            times["as_of"] = asOf.Instant.ToString();
        }

        if (input.KnownAt is { } knownAt)
        {
            times["known_at"] = knownAt.Instant.ToString();
        }

        return times;
    }
}
