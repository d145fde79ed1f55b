using Lineage.Cli.Output;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Checks what a server is about to serve against what the model was trained on.</summary>
internal static class ContractStep
{
    public static async Task RunAsync(
        DemoContext context, V1.Deployment deployment, V1.FeatureSetVersion features, V1.ModelVersion model, CancellationToken cancellationToken)
    {
        context.Console.Step("Check the serving contract");
        var good = Good(features, model);
        var request = new V1.CheckContractRequest { Deployment = deployment.Name, Contract = good, StoreCertificate = true };
        request.RequestId = DemoRequest.IdOf(request);
        var report = await context.Client.Consistency.CheckContractAsync(request, cancellationToken: cancellationToken);
        context.Console.Line("certificate", report.Certificate);
        context.Console.Expect(report.Verdict == V1.ContractVerdict.Compatible && report.Issues.Count == 0, $"a server that serves what training had is COMPATIBLE");

        var skewed = good.Clone();
        skewed.FeatureSets[0].FeatureSetVersion = $"{features.Name[..features.Name.LastIndexOf('/')]}/9.0.0";
        await RefusedAsync(context, deployment, skewed, V1.ContractIssueKind.VersionSkew, "another version of the features", cancellationToken);
        var retyped = good.Clone();
        retyped.Features[1].LogicalType = "string";
        await RefusedAsync(context, deployment, retyped, V1.ContractIssueKind.FeatureRetyped, $"{retyped.Features[1].Name} as text", cancellationToken);
        var recoded = good.Clone();
        recoded.FeatureSets[0].TransformationDigest = $"sha256:{new string('0', 64)}";
        await RefusedAsync(context, deployment, recoded, V1.ContractIssueKind.TransformationChanged, "features computed by other code", cancellationToken);
    }

    private static V1.ServingContract Good(V1.FeatureSetVersion features, V1.ModelVersion model) => new()
    {
        ModelVersion = model.Name,
        Features = { model.Signature.Inputs },
        FeatureSets =
        {
            new V1.ServingFeatureSet
            {
                FeatureSetVersion = features.Name,
                TransformationDigest = features.Transformation.Digest,
                SchemaDigest = features.Fingerprint.Schema,
            },
        },
    };

    private static async Task RefusedAsync(
        DemoContext context, V1.Deployment deployment, V1.ServingContract contract, V1.ContractIssueKind kind, string what, CancellationToken cancellationToken)
    {
        var request = new V1.CheckContractRequest { Deployment = deployment.Name, Contract = contract };
        var report = await context.Client.Consistency.CheckContractAsync(request, cancellationToken: cancellationToken);
        var issue = report.Issues.FirstOrDefault();
        context.Console.Expect(
            report.Verdict == V1.ContractVerdict.Incompatible && issue?.Kind == kind && issue.Breaking, $"{what} is INCOMPATIBLE: {Words.Of(kind)} of {Words.Short(issue?.Subject ?? string.Empty)}");
    }
}
