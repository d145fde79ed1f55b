using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Versioning;

namespace Lineage.Server.Mapping;

/// <summary>Datasets and their versions.</summary>
internal static class DatasetMapping
{
    public static Dataset ToDomain(this V1.Dataset dataset) => new()
    {
        Description = dataset.Description,
        Owner = dataset.Owner,
        Tags = dataset.Tags.ToSorted(),
        Scheme = dataset.VersionScheme.To(VersionScheme.Semver),
    };

    public static Dataset Apply(this UpdateMask mask, Dataset before, V1.Dataset after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Dataset ToDataset(this Node node)
    {
        var content = (Dataset)node.Content;
        var dataset = new V1.Dataset
        {
            Name = node.Name.Value,
            Description = content.Description,
            Owner = content.Owner,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            VersionScheme = content.Scheme.To<VersionScheme, V1.VersionScheme>(),
        };
        dataset.Tags.AddAll(content.Tags);
        dataset.Aliases.AddAll(content.Aliases);
        return dataset;
    }

    public static DatasetVersion Apply(this UpdateMask mask, DatasetVersion before, V1.DatasetVersion after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
        State = mask.Pick("state", before.State, () => after.State.To(VersionState.Active)),
    };

    public static NewVersion<DatasetVersion> ToDomain(this V1.CreateDatasetVersionRequest request, ResourceName collection, NameMapping names) =>
        new(collection, (request.DatasetVersion ?? new()).ToDomain(names))
        {
            Version = request.Version,
            Bump = request.Bump.ToDomain(),
            VersionHash = request.VersionHash,
            ValidateOnly = request.ValidateOnly,
            Violations = names.Violations,
            Splits = [.. request.Splits.Select((s, i) => KeyValuePair.Create(s.SplitId, (s.Split ?? new()).ToDomain($"splits[{i}].split", names.Violations)))],
        };

    public static V1.DatasetVersion ToDatasetVersion(this Node node)
    {
        var content = (DatasetVersion)node.Content;
        var version = new V1.DatasetVersion
        {
            Name = node.Name.Value,
            Description = content.Description,
            Author = content.Author,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            Version = content.Version,
            State = content.State.To<VersionState, V1.VersionState>(),
            Bump = content.Bump?.ToWire(),
            Columns = { content.Columns.Select(f => f.ToWire()) },
            EntityKeys = { content.EntityKeys },
            LabelTimeColumn = content.LabelTimeColumn,
            LabelColumn = content.LabelColumn,
            BuiltFrom = { content.BuiltFrom.Select(b => b.ToWire()) },
            DataUri = content.DataUri,
            Fingerprint = content.Fingerprint?.ToWire(),
            Profile = content.Profile?.ToWire(),
            Recipe = content.Recipe?.ToWire(),
        };
        version.Tags.AddAll(content.Tags);
        return version;
    }

    private static DatasetVersion ToDomain(this V1.DatasetVersion version, NameMapping names) => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        Description = version.Description,
        Author = version.Author,
        Tags = version.Tags.ToSorted(),
        State = version.State.To(VersionState.Active),
        Columns = [.. version.Columns.Select(f => f.ToDomain())],
        EntityKeys = [.. version.EntityKeys],
        LabelTimeColumn = version.LabelTimeColumn,
        LabelColumn = version.LabelColumn,
        BuiltFrom = [.. version.BuiltFrom.Select((b, i) => b.ToDomain($"dataset_version.built_from[{i}]", names)).OfType<DatasetInput>()],
        DataUri = version.DataUri,
        Fingerprint = version.Fingerprint is null ? null : names.Violations.Collect(() => version.Fingerprint.ToDomain("dataset_version.fingerprint")),
        Profile = version.Profile?.ToDomain(),
    };

    private static DatasetInput? ToDomain(this V1.DatasetInput input, string field, NameMapping names)
    {
        names.Violations.Require(input.FeatureSetVersion.Length > 0, $"{field}.feature_set_version");
        var version = names.Optional(input.FeatureSetVersion, $"{field}.feature_set_version", NodeKind.FeatureSetVersion);
        EventTime? asOf = input.AsOf is null ? null : new EventTime(names.Violations.Collect(() => input.AsOf.ToInstant($"{field}.as_of")));
        KnowledgeTime? knownAt = input.KnownAt is null ? null : new KnowledgeTime(names.Violations.Collect(() => input.KnownAt.ToInstant($"{field}.known_at")));
        return version is null ? null : new DatasetInput(version, asOf, knownAt);
    }

    private static V1.DatasetInput ToWire(this DatasetInput input) => new()
    {
        FeatureSetVersion = input.FeatureSetVersion.Value,
        AsOf = input.AsOf?.Instant.ToWire(),
        KnownAt = input.KnownAt?.Instant.ToWire(),
    };
}
