namespace Lineage.Cli.Demo.Steps;

/// <summary>Deploys the champion.</summary>
internal static class DeploymentStep
{
    private const string Id = "late-flight-production";

    public static async Task<V1.Deployment> RunAsync(DemoContext context, V1.ModelVersion model, V1.FeatureSetVersion features, CancellationToken cancellationToken)
    {
        context.Console.Step("Deploy it");
        var deployments = context.Client.Deployments;
        var wanted = new V1.Deployment
        {
            Description = "Answers for flights an hour before they leave",
            Owner = DemoContext.Author,
            Environment = "production",
            ModelVersion = model.Name,
            FeatureSetVersions = { features.Name },
        };
        var deployment = await DemoRequest.CreatedOrReadAsync(
            deployments.CreateDeploymentAsync(new() { Parent = DemoContext.Project, DeploymentId = Id, Deployment = wanted }, cancellationToken: cancellationToken),
            () =>
            {
                wanted.Name = $"{DemoContext.Project}/deployments/{Id}";
                var mask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "model_version", "feature_set_versions" } };
                return deployments.UpdateDeploymentAsync(new() { Deployment = wanted, UpdateMask = mask }, cancellationToken: cancellationToken);
            });
        context.Console.Line("deployment", deployment.Name);
        context.Console.Line("serves", deployment.ModelVersion);
        context.Console.Line("with", deployment.FeatureSetVersions[0]);
        context.Console.Expect(
            deployment.ModelVersion == model.Name && deployment.FeatureSetVersions.SequenceEqual([features.Name]), $"model and features are pinned to exact versions");
        return deployment;
    }
}
