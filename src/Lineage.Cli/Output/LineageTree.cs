using Lineage.Client;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>A trace as a tree: what each node depends on, or what depends on it. A node that stands twice is expanded once.</summary>
internal static class LineageTree
{
    /// <summary>Writes the tree of every root, then whether the trace is complete.</summary>
    public static void Write(IAnsiConsole console, LineageGraph graph, IReadOnlyList<string> roots, V1.Direction direction)
    {
        foreach (var root in roots)
        {
            if (direction != V1.Direction.Downstream)
            {
                console.Write(TreeOf(graph, root, "depends on", upstream: true));
            }

            if (direction is V1.Direction.Downstream or V1.Direction.Both)
            {
                console.Write(TreeOf(graph, root, "is used by", upstream: false));
            }
        }

        WriteCompleteness(console, graph.Completeness, $"{Words.Count(graph.Nodes.Count, "node")}, {Words.Count(graph.Edges.Count, "edge")}", graph.KnownUnreported);
    }

    /// <summary>Says in one line whether an answer is all there is.</summary>
    public static void WriteCompleteness(IAnsiConsole console, V1.Completeness completeness, string shown, int knownUnreported)
    {
        if (completeness == V1.Completeness.Complete)
        {
            console.Line($"complete: {shown}", Styles.Good);
            return;
        }

        var (reason, option) = completeness == V1.Completeness.BudgetSpent ? ("the node budget is spent", "--budget") : ("the depth is reached", "--depth");
        var more = knownUnreported > 0 ? $", at least {Words.Count(knownUnreported)} more beyond" : string.Empty;
        console.Line($"TRUNCATED, {reason}: {shown}{more}; raise {option}", Styles.Warning);
    }

    private static Tree TreeOf(LineageGraph graph, string root, string relation, bool upstream)
    {
        var nodes = graph.Nodes.ToDictionary(n => n.Name);
        var next = graph.Edges.ToLookup(e => upstream ? e.From : e.To);
        var expanded = new HashSet<string> { root };
        var tree = new Tree(Label(nodes, root, null, next.Contains(root) ? $" {relation}" : $" {relation} nothing"));
        Add(tree, root);
        return tree;

        void Add(IHasTreeNodes parent, string name)
        {
            foreach (var edge in next[name].OrderBy(e => e.Kind).ThenBy(e => upstream ? e.To : e.From, StringComparer.Ordinal))
            {
                var end = upstream ? edge.To : edge.From;
                var isNew = expanded.Add(end);
                var child = parent.AddNode(Label(nodes, end, edge, isNew || !next.Contains(end) ? string.Empty : " (shown above)"));
                if (isNew)
                {
                    Add(child, end);
                }
            }
        }
    }

    private static Paragraph Label(Dictionary<string, V1.Node> nodes, string name, V1.Edge? edge, string note)
    {
        var text = new Paragraph();
        if (edge is not null)
        {
            text.Append($"{Words.Of(edge.Kind)} ", Styles.Faint);
        }

        if (nodes.TryGetValue(name, out var node))
        {
            text.Append($"{Words.Kind(node.Kind)} ", Styles.Faint);
        }

        text.Append(Words.Short(name), edge is null ? new Style(decoration: Decoration.Bold) : Style.Plain);
        if (edge?.CloseTime is not null)
        {
            text.Append($" (until {Words.Time(edge.CloseTime)})", Styles.Faint);
        }

        if (node?.DeleteTime is not null)
        {
            text.Append(" (deleted)", Styles.Bad);
        }

        return text.Append(note, Styles.Faint);
    }
}
