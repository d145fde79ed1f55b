using System.Runtime.CompilerServices;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Versioning;

namespace Lineage.Server.Mapping;

/// <summary>Models and their versions.</summary>
internal static class ModelMapping
{
    private static readonly ConditionalWeakTable<Node, V1.ModelVersion> SharedVersions = [];

    public static Model ToDomain(this V1.Model model) => new()
    {
        Description = model.Description,
        Owner = model.Owner,
        Tags = model.Tags.ToSorted(),
        Scheme = model.VersionScheme.To(VersionScheme.Semver),
    };

    public static Model Apply(this UpdateMask mask, Model before, V1.Model after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Model ToModel(this Node node)
    {
        var content = (Model)node.Content;
        var model = new V1.Model
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
        model.Tags.AddAll(content.Tags);
        model.Aliases.AddAll(content.Aliases);
        return model;
    }

    public static ModelVersion Apply(this UpdateMask mask, ModelVersion before, V1.ModelVersion after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
        State = mask.Pick("state", before.State, () => after.State.To(VersionState.Active)),
    };

    public static NewVersion<ModelVersion> ToDomain(this V1.CreateModelVersionRequest request, ResourceName collection, NameMapping names) =>
        new(collection, (request.ModelVersion ?? new()).ToDomain(names))
        {
            Version = request.Version,
            Bump = request.Bump.ToDomain(),
            VersionHash = request.VersionHash,
            ValidateOnly = request.ValidateOnly,
            Violations = names.Violations,
        };

    /// <summary>Every name in it that may end with an alias.</summary>
    public static IEnumerable<string> Links(this V1.ModelVersion version) =>
        [.. version.TrainedOn, .. version.EvaluatedOn, version.ProducedBy, version.FineTunedFrom];

    /// <summary>
    /// The version as a message that is not to be changed, for all answers about one state of the node are this one. It lives as long as the node, which the store keeps
    /// while it is asked for: model servers ask for one version again and again, and mapping it costs more than sending it.
    /// </summary>
    public static V1.ModelVersion ToSharedModelVersion(this Node node) => SharedVersions.GetValue(node, ToModelVersion);

    public static V1.ModelVersion ToModelVersion(this Node node)
    {
        var content = (ModelVersion)node.Content;
        var version = new V1.ModelVersion
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
            Created = content.Created.ToWire(),
            Framework = content.Framework,
            FrameworkVersion = content.FrameworkVersion,
            TrainedOn = { content.TrainedOn.Select(n => n.Value) },
            Hyperparameters = content.Hyperparameters.ToStruct(),
            Signature = content.Signature.ToWire(),
            EvaluatedOn = { content.EvaluatedOn.Select(n => n.Value) },
            ProducedBy = content.ProducedBy?.Value ?? string.Empty,
            FineTunedFrom = content.FineTunedFrom?.Value ?? string.Empty,
            Code = content.Code?.ToWire(),
            Environment = content.Environment?.ToWire(),
            Artifact = content.Artifact?.ToWire(),
            TrainingDuration = content.TrainingDuration?.ToWire(),
            License = content.License,
            IntendedUse = content.IntendedUse,
            Limitations = content.Limitations,
            Custom = content.Custom.ToStruct(),
        };
        if (content.Seed is { } seed)
        {
            version.Seed = seed;
        }

        version.Tags.AddAll(content.Tags);
        version.Metrics.AddAll(content.Metrics);
        return version;
    }

    private static ModelVersion ToDomain(this V1.ModelVersion version, NameMapping names) => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        Description = version.Description,
        Author = version.Author,
        Tags = version.Tags.ToSorted(),
        State = version.State.To(VersionState.Active),
        Created = version.Created is null ? default : names.Violations.Collect(() => version.Created.ToInstant("model_version.created")),
        Framework = version.Framework,
        FrameworkVersion = version.FrameworkVersion,
        TrainedOn = names.All(version.TrainedOn, "model_version.trained_on", NodeKind.Split),
        Metrics = version.Metrics.ToSorted(),
        Hyperparameters = version.Hyperparameters.ToJson("model_version.hyperparameters", names.Violations),
        Signature = new ModelSignature(
            [.. version.Signature?.Inputs.Select(f => f.ToDomain()) ?? []], [.. version.Signature?.Outputs.Select(f => f.ToDomain()) ?? []]),
        EvaluatedOn = names.All(version.EvaluatedOn, "model_version.evaluated_on", NodeKind.Split),
        ProducedBy = names.Optional(version.ProducedBy, "model_version.produced_by", NodeKind.Run),
        FineTunedFrom = names.Optional(version.FineTunedFrom, "model_version.fine_tuned_from", NodeKind.ModelVersion),
        Code = version.Code?.ToDomain(),
        Environment = version.Environment?.ToDomain(),
        Artifact = version.Artifact is null ? null : new ModelArtifact(version.Artifact.Uri, version.Artifact.Digest, version.Artifact.SizeBytes),
        Seed = version.HasSeed ? version.Seed : null,
        TrainingDuration = version.TrainingDuration is null
            ? null : names.Violations.Collect(() => version.TrainingDuration.ToTimeSpan("model_version.training_duration")),
        License = version.License,
        IntendedUse = version.IntendedUse,
        Limitations = version.Limitations,
        Custom = version.Custom.ToJson("model_version.custom", names.Violations),
    };

    private static V1.ModelSignature ToWire(this ModelSignature signature) =>
        new() { Inputs = { signature.Inputs.Select(f => f.ToWire()) }, Outputs = { signature.Outputs.Select(f => f.ToWire()) } };

    private static V1.ModelArtifact ToWire(this ModelArtifact artifact) =>
        new() { Uri = artifact.Uri, Digest = artifact.Digest, SizeBytes = artifact.SizeBytes };
}
