using Lineage.Client;
using Spectre.Console;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Prints what the deployment depends on.</summary>
internal static class LineageStep
{
    public static async Task RunAsync(DemoContext context, V1.Deployment deployment, CancellationToken cancellationToken)
    {
        context.Console.Step("Trace the deployment to the raw files");
        var graph = await context.Client.TraceAsync(
            new() { Roots = { deployment.Name }, Direction = V1.Direction.Upstream, MaxDepth = 20 }, cancellationToken);
        context.Console.Write(TreeOf(deployment.Name, graph));
        var sources = graph.Nodes.Where(n => n.Kind == V1.NodeKind.Source).Select(n => n.Name).ToList();
        context.Console.Line($"{graph.Nodes.Count} nodes, {graph.Edges.Count} edges, {graph.Completeness.ToString().ToUpperInvariant()}");
        context.Console.Expect(
            graph.Completeness == V1.Completeness.Complete && sources.SequenceEqual([$"{DemoContext.Project}/sources/us-flights-2001"]),
            $"the trace is complete, and ends at the one source: the flights, and not the weather");
    }

    /// <summary>Every edge once; what hangs below a node is printed where the node comes first.</summary>
    private static Tree TreeOf(string root, LineageGraph graph)
    {
        var edges = graph.Edges.ToLookup(e => e.From);
        var printed = new HashSet<string> { root };
        var tree = new Tree(Markup.Escape(Short(root)));
        Add(tree, root);
        return tree;

        void Add(IHasTreeNodes parent, string name)
        {
            foreach (var edge in edges[name].OrderBy(e => e.Kind).ThenBy(e => e.To, StringComparer.Ordinal))
            {
                var isFirst = printed.Add(edge.To);
                var again = isFirst || !edges.Contains(edge.To) ? string.Empty : "  (above)";
                var child = parent.AddNode(Markup.Escape($"{edge.Kind}: {Short(edge.To)}{again}"));
                if (isFirst)
                {
                    Add(child, edge.To);
                }
            }
        }
    }

    private static string Short(string name) => name[(DemoContext.Project.Length + 1)..];
}
