using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Consistency;

/// <summary>Two model versions trained on what <see cref="Training"/> says, the second with one more input, and a deployment of the first.</summary>
internal sealed class Served
{
    private Served(Registry registry)
    {
        Registry = registry;
        Reads = new CountingStore(registry.Store);
        Lineage = new TrainingLineage(Reads);
        Vectors = new VectorChecker(Reads, new NameResolver(Reads), Lineage, registry.Clock);
        Certificates = new CertificateRegistry(registry.Committer, registry.Clock);
        Contracts = new ContractChecker(registry.Store, registry.Resources, Lineage, Certificates);
    }

    public static ResourceName Deployment { get; } = Name("projects/p/deployments/prod");

    public Registry Registry { get; }

    public CountingStore Reads { get; }

    public TrainingLineage Lineage { get; }

    public VectorChecker Vectors { get; }

    public CertificateRegistry Certificates { get; }

    public ContractChecker Contracts { get; }

    public required ResourceName FeatureSetVersion { get; init; }

    public required ResourceName Split { get; init; }

    public required ResourceName First { get; init; }

    public required ResourceName Second { get; init; }

    public static async Task<Served> CreateAsync()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var features = await registry.AddFeatureSetAsync(
            FeatureSetVersion() with { Features = Training.Inputs, Transformation = new Transformation("sql", "sha256:01") }, "1.0.0");
        var dataset = await registry.AddDatasetAsync(features, "1.0.0");
        var split = dataset.Name.Child(NodeKind.Split, "train", "x");
        await registry.Splits.CreateAsync(Request(), split, new Split { Profile = Training.Profile }, new Violations(), Token);
        var first = await registry.AddModelAsync(split, "1.0.0", m => m with { Signature = new ModelSignature(Training.Inputs, [new("y", "float")]) });
        var second = await registry.AddModelAsync(
            split, "2.0.0", m => m with { Signature = new ModelSignature([.. Training.Inputs, new("d", "float")], [new("y", "float")]) });
        var deployment = new Deployment { ModelVersion = first.Name, FeatureSetVersions = [features.Name] };
        await registry.Deployments.CreateAsync(Request(), Deployment, deployment, new Violations(), Token);
        return new Served(registry) { FeatureSetVersion = features.Name, Split = split, First = first.Name, Second = second.Name };
    }

    public async Task MoveAsync(ResourceName modelVersion) =>
        await Registry.Deployments.UpdateAsync(Request(), Deployment, string.Empty, d => d with { ModelVersion = modelVersion }, Token);

    public ValueTask<VectorReport> CheckAsync(string target, FailureMode mode = FailureMode.Closed) =>
        Vectors.CheckAsync(target, SampleVector.Of(("a", 3L), ("b", 1.0), ("c", "x")), VectorPolicy.Of(mode, []), Token);
}
