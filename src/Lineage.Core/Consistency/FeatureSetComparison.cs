using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>The part of a contract check that is about feature sets: their versions, their code, their schemas.</summary>
internal sealed class FeatureSetComparison(
    TrainingRecord training, ServingContract serving, IReadOnlyDictionary<ResourceName, FeatureSetVersion> registered)
{
    private readonly ILookup<ResourceName, TrainingFeatureSet> _trained = training.FeatureSets.ToLookup(f => f.FeatureSet);

    /// <summary>Every disagreement, in the order of feature sets.</summary>
    public IEnumerable<ContractIssue> Issues() => [.. Gaps(), .. Missing(), .. serving.FeatureSets.SelectMany(Compare)];

    private static ContractIssue NotRecorded(string subject, string trained, string served, string advice) =>
        new(ContractIssueKind.NotRecorded, Breaking: false, subject, trained, served, advice);

    private IEnumerable<ContractIssue> Gaps() => training.WithoutLineage.Select(d => NotRecorded(
        d.Value, "not recorded", string.Empty, "register the dataset version with the feature set versions that it was built from, and the model version on it"));

    private IEnumerable<ContractIssue> Missing()
    {
        var served = serving.FeatureSets.Select(s => s.FeatureSet).ToHashSet();
        return _trained.Where(g => !served.Contains(g.Key)).Select(g => new ContractIssue(
            ContractIssueKind.FeatureSetMissing, Breaking: true, g.Key.Value, Names(g), string.Empty, $"serve from {Names(g)}"));
    }

    private IEnumerable<ContractIssue> Compare(ServingFeatureSet served)
    {
        var trained = _trained[served.FeatureSet].ToList();
        if (trained.Count == 0)
        {
            return [.. Extra(served), .. Schema(served)];
        }

        var same = trained.Find(t => t.Name.Equals(served.FeatureSetVersion));
        var reference = same ?? trained[^1];
        return same is null
            ? [Skew(served, trained), .. Transformation(served, reference, same), .. Schema(served), .. Features(served, reference)]
            : [.. Transformation(served, reference, same), .. Schema(served)];
    }

    /// <summary>Where the lineage has gaps, nobody can say that training did not use it; the gap is reported instead.</summary>
    private IEnumerable<ContractIssue> Extra(ServingFeatureSet served) => training.WithoutLineage.Count > 0
        ? []
        : [new(
            ContractIssueKind.FeatureSetExtra,
            Breaking: false,
            served.FeatureSet.Value,
            string.Empty,
            Describe(served),
            "do not serve from it, or train on it")];

    private ContractIssue Skew(ServingFeatureSet served, IReadOnlyList<TrainingFeatureSet> trained) => new(
        ContractIssueKind.VersionSkew,
        Breaking: true,
        served.FeatureSet.Value,
        Names(trained),
        Describe(served),
        $"serve from {Names(trained)}, or train on {served.FeatureSetVersion}");

    private IEnumerable<ContractIssue> Transformation(ServingFeatureSet served, TrainingFeatureSet reference, TrainingFeatureSet? same)
    {
        var trained = reference.Content.Transformation?.Digest ?? string.Empty;
        var running = served.TransformationDigest.Length > 0 || same is not null
            ? served.TransformationDigest
            : registered.GetValueOrDefault(served.FeatureSetVersion)?.Transformation?.Digest ?? string.Empty;
        if (running.Length == 0 || string.Equals(running, trained, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        return trained.Length == 0
            ? [NotRecorded(reference.Name.Value, "no transformation digest", running, "register the feature set version with the digest of its transformation")]
            : [new(
                ContractIssueKind.TransformationChanged,
                Breaking: true,
                served.FeatureSetVersion.Value,
                trained,
                running,
                "run the transformation that training used, or register its successor as a new version and train on it")];
    }

    private IEnumerable<ContractIssue> Schema(ServingFeatureSet served)
    {
        if (served.SchemaDigest.Length == 0 || !registered.TryGetValue(served.FeatureSetVersion, out var version)
            || string.Equals(served.SchemaDigest, version.Fingerprint?.Schema, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        // Digests of two algorithms have two lengths, and differ whatever the schemas are.
        return version.Fingerprint is not { } known || known.Schema.Length != served.SchemaDigest.Length
            ? [NotRecorded(
                served.FeatureSetVersion.Value,
                version.Fingerprint is { } other ? $"schema digest of {other.Algorithm}: {other.Schema}" : "no fingerprint",
                served.SchemaDigest,
                "fingerprint the feature set version's data and what is served by the same algorithm")]
            : [new(
                ContractIssueKind.SchemaChanged,
                Breaking: true,
                served.FeatureSetVersion.Value,
                known.Schema,
                served.SchemaDigest,
                "read the table of this feature set version, or register the changed one as a new version")];
    }

    /// <summary>What the skew between two versions means for each feature, where the server does not declare what it serves itself.</summary>
    private IEnumerable<ContractIssue> Features(ServingFeatureSet served, TrainingFeatureSet reference)
    {
        if (serving.Features.Count > 0 || !registered.TryGetValue(served.FeatureSetVersion, out var version))
        {
            return [];
        }

        var now = version.Features.ToDictionary(f => f.Name);
        return reference.Content.Features.SelectMany(f => Feature(f, now.GetValueOrDefault(f.Name), reference.Name.Value, served.FeatureSetVersion.Value));
    }

    private static IEnumerable<ContractIssue> Feature(Feature before, Feature? after, string trainedName, string servedName)
    {
        var trained = $"{FeatureComparison.Describe(before)} in {trainedName}";
        if (after is null)
        {
            return [FeatureComparison.Missing(before.Name, trained, $"nothing in {servedName}")];
        }

        var served = $"{FeatureComparison.Describe(after)} in {servedName}";
        return FeatureComparison.Type(before, after, trained, served)
            .Concat(after.Nullable && !before.Nullable ? [FeatureComparison.Widened(before.Name, breaking: false, trained, served)] : []);
    }

    private string Describe(ServingFeatureSet served) =>
        registered.ContainsKey(served.FeatureSetVersion) ? served.FeatureSetVersion.Value : $"{served.FeatureSetVersion}, which is not registered";

    private static string Names(IEnumerable<TrainingFeatureSet> versions) => string.Join(" and ", versions.Select(v => v.Name.Value));
}
