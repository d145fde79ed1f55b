using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Graph;

public sealed class LineageTracerTests
{
    [Fact]
    public async Task Trace_SomeKindsOfNode_WalksThroughTheOthers()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var featureSet = await registry.AddFeatureSetAsync();
        var dataset = await registry.AddDatasetAsync(featureSet, "1.0.0", "train");

        var graph = await registry.Tracer.CollectAsync(
            Up($"{dataset.Name}/splits/train") with { NodeKinds = new HashSet<NodeKind> { NodeKind.FeatureSetVersion } }, Token);

        Assert.Equal(featureSet.Name, Assert.Single(graph.Nodes).Name);
        Assert.Equal(2, graph.Edges.Count());
    }

    [Fact]
    public async Task Trace_RootByAlias_IsPinned()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var node = await registry.AddFeatureSetAsync();
        await registry.Aliases.SetAsync(Request(), node.Name.Parent!, "x", node.Name.Id, string.Empty, Token);

        var graph = await registry.Tracer.CollectAsync(Up("projects/p/featureSets/f/versions/@x"), Token);

        Assert.Equal(node.Name, Assert.Single(graph.Nodes).Name);
    }

    [Fact]
    public async Task Trace_WrongArguments_NamesTheField()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var cases = new (TraceRequest Request, string Field)[]
        {
            (Up() with { Roots = [] }, "roots"),
            (Up("nonsense"), "roots[0]"),
            (Up("projects/p") with { MaxDepth = 101 }, "max_depth"),
            (Up("projects/p") with { MaxDepth = -1 }, "max_depth"),
            (Up("projects/p") with { NodeBudget = -1 }, "node_budget"),
            (Up("projects/p") with { NodeBudget = 100_001 }, "node_budget"),
        };

        foreach (var (request, field) in cases)
        {
            var error = await Assert.ThrowsAsync<LineageException>(() => registry.Tracer.CollectAsync(request, Token));
            Assert.Equal(field, error.Violations.Single().Field);
        }
    }

    private static TraceRequest Up(params string[] roots) => new() { Roots = roots, Direction = TraceDirection.Upstream };
}
