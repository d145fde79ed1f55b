using Lineage.Cli.Output;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Prints what the deployment depends on.</summary>
internal static class LineageStep
{
    public static async Task RunAsync(DemoContext context, V1.Deployment deployment, CancellationToken cancellationToken)
    {
        context.Console.Step("Trace the deployment to the raw files");
        var graph = await context.Client.TraceAsync(
            new() { Roots = { deployment.Name }, Direction = V1.Direction.Upstream, MaxDepth = 20 }, cancellationToken);
        LineageTree.Write(context.Console.Output, graph, [deployment.Name], V1.Direction.Upstream);
        var sources = graph.Nodes.Where(n => n.Kind == V1.NodeKind.Source).Select(n => n.Name).ToList();
        context.Console.Expect(
            graph.Completeness == V1.Completeness.Complete && sources.SequenceEqual([$"{DemoContext.Project}/sources/us-flights-2001"]),
            $"the trace is complete, and ends at the one source: the flights, and not the weather");
    }
}
