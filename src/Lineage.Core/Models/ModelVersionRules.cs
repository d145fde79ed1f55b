using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;

namespace Lineage.Core.Models;

/// <summary>What is particular to the versions of models: the required metadata of model versioning.</summary>
public sealed class ModelVersionRules : IVersionRules<ModelVersion>
{
    /// <inheritdoc/>
    public NodeKind Kind => NodeKind.ModelVersion;

    /// <inheritdoc/>
    public NodeKind CollectionKind => NodeKind.Model;

    /// <inheritdoc/>
    public string Field => "model_version";

    /// <inheritdoc/>
    public void Check(ModelVersion content, Violations violations)
    {
        violations.Require(content.Author.Length > 0, $"{Field}.author");
        violations.Require(content.Created != default(Instant), $"{Field}.created");
        violations.Require(content.Framework.Length > 0, $"{Field}.framework");
        violations.Require(content.FrameworkVersion.Length > 0, $"{Field}.framework_version");
        violations.Require(content.TrainedOn.Count > 0, $"{Field}.trained_on", "at least one split is required");
        violations.Require(content.Metrics.Count > 0, $"{Field}.metrics", "at least one is required");
        violations.Require(content.Hyperparameters is not ("" or "{}" or "{ }"), $"{Field}.hyperparameters", "at least one is required");
        violations.Require(content.Signature.Inputs.Count > 0, $"{Field}.signature.inputs", "at least one is required");
        violations.Require(content.Signature.Outputs.Count > 0, $"{Field}.signature.outputs", "at least one is required");
        ContentRules.CheckSchema(content.Signature.Inputs, $"{Field}.signature.inputs", violations);
        ContentRules.CheckSchema(content.Signature.Outputs, $"{Field}.signature.outputs", violations);
        foreach (var key in content.Metrics.Keys)
        {
            ContentRules.CheckKey(key, $"{Field}.metrics", violations);
        }

        if (content.TrainingDuration < TimeSpan.Zero)
        {
            violations.Add($"{Field}.training_duration", "must not be negative");
        }

        if (content.Artifact is { SizeBytes: < 0 })
        {
            violations.Add($"{Field}.artifact.size_bytes", "must not be negative");
        }
    }

    /// <inheritdoc/>
    /// <remarks>Callers break on any change of the inputs and on removed or retyped outputs; another training of the same signature is an addition.</remarks>
    public IEnumerable<VersionDifference> Compare(ModelVersion before, ModelVersion after) =>
    [
        .. VersionDifference.OfSchemas("input", before.Signature.Inputs, after.Signature.Inputs, BumpKind.Major),
        .. VersionDifference.OfSchemas("output", before.Signature.Outputs, after.Signature.Outputs),
        .. VersionDifference.OfValues(BumpKind.Minor, "the training data", Splits(before), Splits(after)),
        .. VersionDifference.OfValues(BumpKind.Minor, "the hyperparameters", before.Hyperparameters, after.Hyperparameters),
        .. VersionDifference.OfValues(BumpKind.Minor, "the framework", $"{before.Framework} {before.FrameworkVersion}", $"{after.Framework} {after.FrameworkVersion}"),
        .. VersionDifference.OfValues(BumpKind.Minor, "the code", before.Code?.Commit, after.Code?.Commit),
        .. VersionDifference.OfValues(BumpKind.Minor, "the artifact", before.Artifact?.Digest, after.Artifact?.Digest),
    ];

    /// <inheritdoc/>
    public IEnumerable<Link> Links(ModelVersion content)
    {
        IEnumerable<Link> links =
        [
            .. content.TrainedOn.Select(n => new Link(EdgeKind.TrainedOn, n)),
            .. content.EvaluatedOn.Select(n => new Link(EdgeKind.EvaluatedOn, n)),
        ];
        links = content.ProducedBy is null ? links : links.Append(new Link(EdgeKind.ProducedBy, content.ProducedBy));
        return content.FineTunedFrom is null ? links : links.Append(new Link(EdgeKind.FineTunedFrom, content.FineTunedFrom));
    }

    /// <inheritdoc/>
    /// <remarks>A model's content is its artifact, whose digest need not be a fingerprint; the caller gives the hash.</remarks>
    public DataFingerprint? Fingerprint(ModelVersion content) => null;

    private static string Splits(ModelVersion version) => string.Join(", ", version.TrainedOn.Select(n => n.Value).Order(StringComparer.Ordinal));
}
