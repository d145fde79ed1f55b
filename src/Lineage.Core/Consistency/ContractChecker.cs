using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Consistency;

/// <summary>Contract checks: what a server is about to serve against what the graph says that its model version was trained on.</summary>
public sealed class ContractChecker(INodeStore nodes, ResourceRegistry resources, TrainingLineage lineage, CertificateRegistry certificates)
{
    private const int MaxFeatureSets = 1_000;

    /// <summary>Checks a contract.</summary>
    /// <exception cref="LineageException">The contract is malformed, or its deployment or model version does not live.</exception>
    public async Task<ContractReport> CheckAsync(ServingContract contract, CancellationToken cancellationToken) =>
        (await ExamineAsync(contract, cancellationToken)).Report;

    /// <summary>
    /// Checks a contract and stores the report as a certificate of the deployment, or of the model version where there is none. A request id that was used before gives
    /// the first certificate, and nothing is checked again.
    /// </summary>
    /// <param name="context">Who asks.</param>
    /// <param name="contract">What a server is about to serve.</param>
    /// <param name="print">The JSON form of a report.</param>
    /// <exception cref="LineageException">As <see cref="CheckAsync"/>.</exception>
    public Task<Node> CertifyAsync(RequestContext context, ServingContract contract, Func<ContractReport, string> print, CancellationToken cancellationToken)
    {
        var subject = SubjectOf(contract);
        return certificates.StoreAsync(context, subject.Project, CertificateAsync, cancellationToken);

        async Task<Certificate> CertificateAsync(CancellationToken token)
        {
            var (report, training) = await ExamineAsync(contract, token);
            return new Certificate
            {
                CertificateKind = CertificateKind.ContractCheck,
                Verdict = VerdictOf(report.Verdict),
                Summary = report.Summary,
                Subjects = [subject],
                Fingerprints = new SortedDictionary<string, string>(
                    training.Splits.Where(s => s.Fingerprint is not null).ToDictionary(s => s.Name.Value, s => s.Fingerprint!), StringComparer.Ordinal),
                Report = print(report),
            };
        }
    }

    private static ResourceName SubjectOf(ServingContract contract) => contract.Deployment ?? contract.ModelVersion
        ?? throw LineageException.Invalid(ErrorReason.InvalidFields, "contract.model_version", "is required where no deployment is given");

    private static CertificateVerdict VerdictOf(ContractVerdict verdict) => verdict switch
    {
        ContractVerdict.Compatible => CertificateVerdict.Passed,
        ContractVerdict.CompatibleWithWarnings => CertificateVerdict.PassedWithWarnings,
        _ => CertificateVerdict.Rejected,
    };

    private static void Check(ServingContract contract)
    {
        var violations = new Violations();
        ContentRules.CheckSchema(contract.Features, "contract.features", violations);
        violations.Require(contract.FeatureSets.Count <= MaxFeatureSets, "contract.feature_sets", $"has {contract.FeatureSets.Count} entries; at most {MaxFeatureSets} are allowed");
        var seen = new HashSet<ResourceName>();
        foreach (var (i, set) in contract.FeatureSets.Index().Where(s => !seen.Add(s.Item.FeatureSetVersion)))
        {
            violations.Add($"contract.feature_sets[{i}].feature_set_version", $"'{set.FeatureSetVersion}' is there more than once");
        }

        violations.ThrowIfAny();
    }

    private async Task<(ContractReport Report, TrainingRecord Training)> ExamineAsync(ServingContract contract, CancellationToken cancellationToken)
    {
        Check(contract);
        _ = SubjectOf(contract);
        var deployment = contract.Deployment is null ? null : (Deployment)(await resources.LivingAsync(contract.Deployment, cancellationToken)).Content;
        var serving = deployment is null || contract.FeatureSets.Count > 0
            ? contract
            : contract with { FeatureSets = [.. deployment.FeatureSetVersions.Distinct().Select(f => new ServingFeatureSet(f))] };
        var name = contract.ModelVersion ?? deployment!.ModelVersion;
        _ = await resources.LivingAsync(name, cancellationToken);
        var training = await lineage.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
        var registered = await RegisteredAsync(serving, cancellationToken);
        return (ContractCheck.Compare(training, serving, registered, deployment?.ModelVersion), training);
    }

    private async Task<Dictionary<ResourceName, FeatureSetVersion>> RegisteredAsync(ServingContract serving, CancellationToken cancellationToken)
    {
        var names = serving.FeatureSets.Select(f => f.FeatureSetVersion).ToList();
        var found = names.Count == 0 ? [] : await nodes.FindManyAsync(names, cancellationToken);
        return found.OfType<Node>().ToDictionary(n => n.Name, n => (FeatureSetVersion)n.Content);
    }
}
