using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>Compares what a model version was trained on with what a server is about to serve, version-exact and feature by feature.</summary>
public static class ContractCheck
{
    /// <summary>The report; its issues are ordered by feature set and feature within the breaking ones and within the warnings.</summary>
    /// <param name="training">What training had.</param>
    /// <param name="serving">What serving has, with what the deployment's record adds to it.</param>
    /// <param name="registered">The served feature set versions that are registered.</param>
    /// <param name="deployed">The model version that the deployment's record names; null where there is no deployment.</param>
    public static ContractReport Compare(
        TrainingRecord training, ServingContract serving, IReadOnlyDictionary<ResourceName, FeatureSetVersion> registered, ResourceName? deployed)
    {
        var issues = Deployed(training, serving, deployed)
            .Concat(new FeatureSetComparison(training, serving, registered).Issues())
            .Concat(FeatureComparison.Issues(training, serving));
        return new ContractReport(training.ModelVersion, [.. issues.OrderBy(i => i.Breaking ? 0 : 1)]);
    }

    private static IEnumerable<ContractIssue> Deployed(TrainingRecord training, ServingContract serving, ResourceName? deployed) =>
        deployed is null || deployed.Equals(training.ModelVersion)
            ? []
            : [new(
                ContractIssueKind.VersionSkew,
                Breaking: false,
                serving.Deployment?.Value ?? string.Empty,
                deployed.Value,
                training.ModelVersion.Value,
                "update the deployment's record, or serve the model version that it names")];
}
