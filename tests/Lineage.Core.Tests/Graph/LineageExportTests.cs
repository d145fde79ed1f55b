using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Graph;

public sealed class LineageExportTests
{
    [Fact]
    public async Task Render_Json_HoldsEveryNodeAndEdge()
    {
        var graph = await GraphAsync(10);

        using var json = JsonDocument.Parse(LineageExport.Render(graph, ExportFormat.Json));

        Assert.Equal("COMPLETE", json.RootElement.GetProperty("completeness").GetString());
        Assert.Equal(graph.Nodes.Select(n => n.Name.Value), json.RootElement.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()));
        Assert.Equal(graph.Edges.Count(), json.RootElement.GetProperty("edges").GetArrayLength());
        Assert.Equal(0.8, json.RootElement.GetProperty("nodes")[0].GetProperty("properties").GetProperty("metrics.auc").GetDouble());
    }

    [Fact]
    public async Task Render_Mermaid_IsAFlowchartOfIdsAndLabels()
    {
        var text = LineageExport.Render(await GraphAsync(1), ExportFormat.Mermaid);

        Assert.Equal(
            """
            flowchart LR
              n0["MODEL_VERSION<br/>projects/p/models/m/versions/1.0.0"]
              n1["SPLIT<br/>projects/p/datasets/d/versions/1.0.0/splits/train"]
              n0 -->|TRAINED_ON| n1
              %% NOT COMPLETE: DEPTH_REACHED, at least 1 more

            """,
            text);
    }

    [Fact]
    public async Task Render_Dot_IsADigraph()
    {
        var text = LineageExport.Render(await GraphAsync(10), ExportFormat.Dot);

        Assert.StartsWith("digraph lineage {", text, StringComparison.Ordinal);
        Assert.Contains("\"projects/p/models/m/versions/1.0.0\" -> \"projects/p/datasets/d/versions/1.0.0/splits/train\" [label=\"TRAINED_ON\"];", text, StringComparison.Ordinal);
        Assert.EndsWith("// COMPLETE\n}\n", text, StringComparison.Ordinal);
    }

    private static async Task<LineageGraph> GraphAsync(int depth)
    {
        var registry = await new Registry().WithCollectionsAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train");
        var model = await registry.AddModelAsync(dataset.Name.Child(NodeKind.Split, "train", "x"));
        return await registry.Tracer.CollectAsync(new TraceRequest { Roots = [model.Name.Value], Direction = TraceDirection.Upstream, MaxDepth = depth }, Token);
    }
}
