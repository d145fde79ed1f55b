using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Versioning;

namespace Lineage.Server.Mapping;

/// <summary>Feature sets and their versions.</summary>
internal static class FeatureSetMapping
{
    public static FeatureSet ToDomain(this V1.FeatureSet featureSet) => new()
    {
        Description = featureSet.Description,
        Owner = featureSet.Owner,
        Tags = featureSet.Tags.ToSorted(),
        Scheme = featureSet.VersionScheme.To(VersionScheme.Semver),
    };

    public static FeatureSet Apply(this UpdateMask mask, FeatureSet before, V1.FeatureSet after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.FeatureSet ToFeatureSet(this Node node)
    {
        var content = (FeatureSet)node.Content;
        var featureSet = new V1.FeatureSet
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
        featureSet.Tags.AddAll(content.Tags);
        featureSet.Aliases.AddAll(content.Aliases);
        return featureSet;
    }

    public static FeatureSetVersion Apply(this UpdateMask mask, FeatureSetVersion before, V1.FeatureSetVersion after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
        State = mask.Pick("state", before.State, () => after.State.To(VersionState.Active)),
    };

    public static NewVersion<FeatureSetVersion> ToDomain(this V1.CreateFeatureSetVersionRequest request, ResourceName collection, NameMapping names) =>
        new(collection, (request.FeatureSetVersion ?? new()).ToDomain(names))
        {
            Version = request.Version,
            Bump = request.Bump.ToDomain(),
            VersionHash = request.VersionHash,
            ValidateOnly = request.ValidateOnly,
            Violations = names.Violations,
        };

    public static V1.FeatureSetVersion ToFeatureSetVersion(this Node node)
    {
        var content = (FeatureSetVersion)node.Content;
        var version = new V1.FeatureSetVersion
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
            Features = { content.Features.Select(f => f.ToWire()) },
            EntityKeys = { content.EntityKeys },
            EventTimeColumn = content.EventTimeColumn,
            KnownAtColumn = content.KnownAtColumn,
            TimeToLive = content.TimeToLive?.ToWire(),
            Lag = content.Lag == TimeSpan.Zero ? null : content.Lag.ToWire(),
            Transformation = content.Transformation?.ToWire(),
            DerivedFrom = { content.DerivedFrom.Select(n => n.Value) },
            DataUri = content.DataUri,
            Fingerprint = content.Fingerprint?.ToWire(),
            Profile = content.Profile?.ToWire(),
        };
        version.Tags.AddAll(content.Tags);
        return version;
    }

    private static FeatureSetVersion ToDomain(this V1.FeatureSetVersion version, NameMapping names) => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        Description = version.Description,
        Author = version.Author,
        Tags = version.Tags.ToSorted(),
        State = version.State.To(VersionState.Active),
        Features = [.. version.Features.Select(f => f.ToDomain())],
        EntityKeys = [.. version.EntityKeys],
        EventTimeColumn = version.EventTimeColumn,
        KnownAtColumn = version.KnownAtColumn,
        TimeToLive = version.TimeToLive is null ? null : names.Violations.Collect(() => version.TimeToLive.ToTimeSpan("feature_set_version.time_to_live")),
        Lag = version.Lag is null ? TimeSpan.Zero : names.Violations.Collect(() => version.Lag.ToTimeSpan("feature_set_version.lag")),
        Transformation = version.Transformation?.ToDomain(),
        DerivedFrom = names.All(version.DerivedFrom, "feature_set_version.derived_from", NodeKind.Source, NodeKind.FeatureSetVersion),
        DataUri = version.DataUri,
        Fingerprint = version.Fingerprint is null ? null : names.Violations.Collect(() => version.Fingerprint.ToDomain("feature_set_version.fingerprint")),
        Profile = version.Profile?.ToDomain(),
    };

    private static Transformation ToDomain(this V1.Transformation transformation) =>
        new(transformation.Language, transformation.Digest, transformation.Uri, transformation.Commit);

    private static V1.Transformation ToWire(this Transformation transformation) => new()
    {
        Language = transformation.Language,
        Digest = transformation.Digest,
        Uri = transformation.Uri,
        Commit = transformation.Commit,
    };
}
