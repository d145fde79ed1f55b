using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Consistency;

public sealed class DeploymentRegistryTests
{
    private static readonly ResourceName Deployment = Name("projects/p/deployments/prod");

    [Fact]
    public async Task Update_AnotherModel_ClosesTheOldEdgeSoThatAnAsOfTraceStillSeesIt()
    {
        var (registry, first, second) = await DeployedAsync();
        var then = (await registry.Store.FindAsync(Deployment, Token))!.UpdateTime;

        await registry.Deployments.UpdateAsync(Request(), Deployment, string.Empty, d => d with { ModelVersion = second.Name }, Token);

        Assert.Equal(second.Name, Assert.Single(await ServedAsync(registry, null)));
        Assert.Equal(first.Name, Assert.Single(await ServedAsync(registry, then)));
    }

    [Fact]
    public async Task Update_ToStopped_ServesNothingAndThenAgain()
    {
        var (registry, first, _) = await DeployedAsync();

        await registry.Deployments.UpdateAsync(Request(), Deployment, string.Empty, d => d with { State = DeploymentState.Stopped }, Token);
        var stopped = await ServedAsync(registry, null);
        await registry.Deployments.UpdateAsync(Request(), Deployment, string.Empty, d => d with { State = DeploymentState.Serving }, Token);

        Assert.Empty(stopped);
        Assert.Equal(first.Name, Assert.Single(await ServedAsync(registry, null)));
    }

    [Fact]
    public async Task Update_ToAModelThatIsNot_ChangesNothing()
    {
        var (registry, first, _) = await DeployedAsync();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Deployments.UpdateAsync(
            Request(), Deployment, string.Empty, d => d with { ModelVersion = Name("projects/p/models/m/versions/9.9.9") }, Token));

        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
        Assert.Equal(first.Name, Assert.Single(await ServedAsync(registry, null)));
    }

    private static async Task<IReadOnlyList<ResourceName>> ServedAsync(Registry registry, CommitTime? asOf)
    {
        var page = await registry.Store.ListEdgesAsync(
            new EdgeQuery { Node = Deployment, Direction = TraceDirection.Upstream, Kinds = new HashSet<EdgeKind> { EdgeKind.Deploys }, AsOf = asOf, PageSize = 10 }, Token);
        return [.. page.Edges.Select(e => e.To)];
    }

    private static async Task<(Registry Registry, Node First, Node Second)> DeployedAsync()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train");
        var split = dataset.Name.Child(NodeKind.Split, "train", "x");
        var first = await registry.AddModelAsync(split);
        var second = await registry.AddModelAsync(split);
        await registry.Deployments.CreateAsync(Request(), Deployment, new Deployment { ModelVersion = first.Name }, new Violations(), Token);
        return (registry, first, second);
    }
}
