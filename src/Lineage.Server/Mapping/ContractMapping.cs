using Google.Protobuf;
using Lineage.Core.Consistency;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Contracts and their reports.</summary>
internal static class ContractMapping
{
    /// <summary>The names in a request that may have an alias.</summary>
    public static IEnumerable<string> Names(this V1.CheckContractRequest request) =>
        request.Contract is null ? [] : [request.Contract.ModelVersion, .. request.Contract.FeatureSets.Select(f => f.FeatureSetVersion)];

    /// <exception cref="Core.Errors.LineageException">A name is missing or wrong.</exception>
    public static ServingContract ToDomain(this V1.CheckContractRequest request, NameMapping names)
    {
        var contract = request.Contract ?? new();
        var deployment = names.Optional(request.Deployment, "deployment", NodeKind.Deployment);
        var modelVersion = names.Optional(contract.ModelVersion, "contract.model_version", NodeKind.ModelVersion);
        var featureSets = contract.FeatureSets.Select((f, i) => FeatureSet(f, names, $"contract.feature_sets[{i}].feature_set_version")).ToList();
        names.Violations.ThrowIfAny();
        return new ServingContract
        {
            Deployment = deployment,
            ModelVersion = modelVersion,
            FeatureSets = [.. featureSets.OfType<ServingFeatureSet>()],
            Features = [.. contract.Features.Select(f => f.ToDomain())],
        };
    }

    public static V1.ContractReport ToWire(this ContractReport report) => new()
    {
        Verdict = report.Verdict.To<ContractVerdict, V1.ContractVerdict>(),
        ModelVersion = report.ModelVersion.Value,
        Issues =
        {
            report.Issues.Select(i => new V1.ContractIssue
            {
                Kind = i.Kind.To<ContractIssueKind, V1.ContractIssueKind>(),
                Breaking = i.Breaking,
                Subject = i.Subject,
                Trained = i.Trained,
                Served = i.Served,
                Advice = i.Advice,
            }),
        },
    };

    /// <summary>The JSON form that certificates hold.</summary>
    public static string ToJson(this ContractReport report) => JsonFormatter.Default.Format(report.ToWire());

    /// <summary>The report that a certificate holds, with the certificate's name.</summary>
    public static V1.ContractReport ToContractReport(this Node certificate)
    {
        var report = V1.ContractReport.Parser.ParseJson(((Certificate)certificate.Content).Report);
        report.Certificate = certificate.Name.Value;
        return report;
    }

    private static ServingFeatureSet? FeatureSet(V1.ServingFeatureSet set, NameMapping names, string field)
    {
        names.Violations.Require(set.FeatureSetVersion.Length > 0, field);
        return names.Optional(set.FeatureSetVersion, field, NodeKind.FeatureSetVersion) is { } name
            ? new ServingFeatureSet(name, set.TransformationDigest, set.SchemaDigest)
            : null;
    }
}
