using System.Globalization;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Profiling;
using Lineage.Core.FeatureSets;

namespace Lineage.Core.Consistency;

/// <summary>The part of a contract check that is about features: those that the server declares against the inputs of the model's signature.</summary>
internal static class FeatureComparison
{
    /// <summary>Every disagreement, in the order of the signature and then of serving.</summary>
    public static IEnumerable<ContractIssue> Issues(TrainingRecord training, ServingContract serving)
    {
        var profile = TrainingProfile.Of(training.Splits);
        IEnumerable<ContractIssue> gaps = profile is null ? Unprofiled(training) : Unprofiled(training, profile);
        return serving.Features.Count == 0 ? gaps : gaps.Concat(Compare(training.Inputs, serving.Features, profile));
    }

    public static string Describe(Feature feature) => feature.Nullable ? $"{feature.LogicalType}, nullable" : feature.LogicalType;

    public static ContractIssue Missing(string feature, string trained, string served) =>
        new(ContractIssueKind.FeatureMissing, Breaking: true, feature, trained, served, "serve the feature");

    public static ContractIssue Widened(string feature, bool breaking, string trained, string served) =>
        new(ContractIssueKind.NullabilityWidened, breaking, feature, trained, served, "never serve null for it, or train on data that has nulls");

    /// <summary>Every integer is a valid float, so serving these is worth a look and no more.</summary>
    public static IEnumerable<ContractIssue> Type(Feature before, Feature after, string trained, string served) => before.LogicalType == after.LogicalType
        ? []
        : [new(
            ContractIssueKind.FeatureRetyped,
            (before.LogicalType, after.LogicalType) is not (LogicalType.Float, LogicalType.Integer),
            before.Name,
            trained,
            served,
            $"serve it as {before.LogicalType}")];

    private static IEnumerable<ContractIssue> Unprofiled(TrainingRecord training) => training.Splits.Where(s => s.Profile is null).Select(s => new ContractIssue(
        ContractIssueKind.NotRecorded,
        Breaking: false,
        s.Name.Value,
        "no profile",
        string.Empty,
        "register the split with its profile: without it no vector can be checked"));

    private static IEnumerable<ContractIssue> Unprofiled(TrainingRecord training, IReadOnlyDictionary<string, ColumnProfile> profile) =>
        training.Inputs.Where(i => !profile.ContainsKey(i.Name)).Select(i => new ContractIssue(
            ContractIssueKind.NotRecorded,
            Breaking: false,
            i.Name,
            "no column of this name in every training split",
            string.Empty,
            "give the model's input the name of its training column: without it only its type can be checked"));

    private static IEnumerable<ContractIssue> Compare(
        IReadOnlyList<Feature> trained, IReadOnlyList<Feature> served, IReadOnlyDictionary<string, ColumnProfile>? profile)
    {
        var servedByName = served.ToDictionary(f => f.Name);
        var trainedNames = trained.Select(f => f.Name).ToHashSet();
        var changes = trained.SelectMany(t => servedByName.TryGetValue(t.Name, out var s)
            ? [.. Type(t, s, Describe(t), Describe(s)), .. Nullability(t, s, profile?.GetValueOrDefault(t.Name))]
            : (IEnumerable<ContractIssue>)[Missing(t.Name, Describe(t), string.Empty)]);
        var extra = served.Where(s => !trainedNames.Contains(s.Name)).Select(s => new ContractIssue(
            ContractIssueKind.FeatureExtra, Breaking: false, s.Name, string.Empty, Describe(s), "do not serve it: the model does not take it"));
        return [.. changes, .. extra, .. Order(trained, served, servedByName, trainedNames)];
    }

    /// <summary>Training data that was looked at says more than the signature, which often allows nulls that never were.</summary>
    private static IEnumerable<ContractIssue> Nullability(Feature trained, Feature served, ColumnProfile? column)
    {
        if (!served.Nullable || column is { NullCount: > 0 } || (column is null && trained.Nullable))
        {
            return [];
        }

        var had = column is null ? Describe(trained) : $"{Describe(trained)}, no null in {column.Count.ToString(CultureInfo.InvariantCulture)} values";
        return [Widened(trained.Name, breaking: !trained.Nullable, had, Describe(served))];
    }

    /// <summary>Only what both have is compared: what is missing or extra was reported as such.</summary>
    private static IEnumerable<ContractIssue> Order(
        IReadOnlyList<Feature> trained, IReadOnlyList<Feature> served, Dictionary<string, Feature> servedByName, HashSet<string> trainedNames)
    {
        var before = trained.Where(f => servedByName.ContainsKey(f.Name)).Select(f => f.Name);
        var after = served.Where(f => trainedNames.Contains(f.Name)).Select(f => f.Name);
        foreach (var (place, (wanted, got)) in before.Zip(after).Index())
        {
            if (wanted != got)
            {
                return [new(
                    ContractIssueKind.FeaturesReordered,
                    Breaking: true,
                    wanted,
                    string.Create(CultureInfo.InvariantCulture, $"'{wanted}' as number {place + 1} of the common features"),
                    string.Create(CultureInfo.InvariantCulture, $"'{got}' as number {place + 1}"),
                    "serve the features in the order of the model's signature")];
            }
        }

        return [];
    }
}
