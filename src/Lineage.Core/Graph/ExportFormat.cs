namespace Lineage.Core.Graph;

/// <summary>A text form of a graph.</summary>
public enum ExportFormat
{
    /// <summary>A JSON object with <c>nodes</c>, <c>edges</c> and <c>completeness</c>.</summary>
    Json,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,

    /// <summary>Graphviz DOT.</summary>
    Dot,
}
