using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lineage.Core.Storage;

namespace Lineage.Core.Graph;

/// <summary>Renders a traced graph as text. An incomplete graph says so in the text as well.</summary>
public static class LineageExport
{
    /// <summary>The text of a graph in a format.</summary>
    public static string Render(LineageGraph graph, ExportFormat format) => format switch
    {
        ExportFormat.Mermaid => Mermaid(graph),
        ExportFormat.Dot => Dot(graph),
        _ => Json(graph),
    };

    private static string Json(LineageGraph graph)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("completeness", EnumText.Of(graph.End.Completeness));
            writer.WriteNumber("knownUnreported", graph.End.KnownUnreported);
            writer.WriteStartArray("nodes");
            foreach (var (depth, node) in graph.Levels.SelectMany(l => l.Nodes.Select(n => (l.Depth, n))))
            {
                Write(writer, depth, node);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("edges");
            foreach (var edge in graph.Edges)
            {
                Write(writer, edge);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, int depth, Node node)
    {
        writer.WriteStartObject();
        writer.WriteString("name", node.Name.Value);
        writer.WriteString("kind", EnumText.Of(node.Kind));
        writer.WriteNumber("depth", depth);
        writer.WriteString("createTime", node.CreateTime.ToString());
        if (node.DeleteTime is { } deleted)
        {
            writer.WriteString("deleteTime", deleted.ToString());
        }

        writer.WriteStartObject("properties");
        foreach (var (key, property) in node.Content.AllProperties())
        {
            switch (property.Value)
            {
                case bool truth:
                    writer.WriteBoolean(key, truth);
                    break;
                case long integer:
                    writer.WriteNumber(key, integer);
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumber(key, number);
                    break;
                default:
                    writer.WriteString(key, Convert.ToString(property.Value, System.Globalization.CultureInfo.InvariantCulture));
                    break;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Edge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("from", edge.From.Value);
        writer.WriteString("kind", EnumText.Of(edge.Kind));
        writer.WriteString("to", edge.To.Value);
        writer.WriteStartObject("properties");
        foreach (var (key, value) in edge.Properties)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Mermaid(LineageGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = Ids(graph);
        foreach (var node in graph.Nodes)
        {
            text.Append($"  {ids[node.Name]}[\"{EnumText.Of(node.Kind)}<br/>{MermaidText(node.Name.Value)}\"]\n");
        }

        foreach (var edge in graph.Edges.Where(e => ids.ContainsKey(e.From) && ids.ContainsKey(e.To)))
        {
            text.Append($"  {ids[edge.From]} -->|{EnumText.Of(edge.Kind)}| {ids[edge.To]}\n");
        }

        return text.Append(Note(graph, "  %% ")).ToString();
    }

    private static string Dot(LineageGraph graph)
    {
        var text = new StringBuilder("digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n");
        var names = Ids(graph);
        foreach (var node in graph.Nodes)
        {
            text.Append($"  \"{DotText(node.Name.Value)}\" [label=\"{EnumText.Of(node.Kind)}\\n{DotText(node.Name.Value)}\"];\n");
        }

        foreach (var edge in graph.Edges.Where(e => names.ContainsKey(e.From) && names.ContainsKey(e.To)))
        {
            text.Append($"  \"{DotText(edge.From.Value)}\" -> \"{DotText(edge.To.Value)}\" [label=\"{EnumText.Of(edge.Kind)}\"];\n");
        }

        return text.Append(Note(graph, "  // ")).Append("}\n").ToString();
    }

    private static Dictionary<ResourceName, string> Ids(LineageGraph graph) =>
        graph.Nodes.Select((n, i) => (n.Name, Id: $"n{i}")).ToDictionary(p => p.Name, p => p.Id);

    private static string Note(LineageGraph graph, string comment) => graph.End.Completeness == Completeness.Complete
        ? $"{comment}COMPLETE\n"
        : $"{comment}NOT COMPLETE: {EnumText.Of(graph.End.Completeness)}, at least {graph.End.KnownUnreported} more\n";

    private static string MermaidText(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal);

    private static string DotText(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
