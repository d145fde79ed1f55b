using System.Text.Json.Nodes;

namespace Lineage.Cli.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    /// <summary>Standard output as documents, one a line.</summary>
    public IReadOnlyList<JsonNode> Documents => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Standard output as the one document that it is.</summary>
    public JsonNode Document => Documents.Single();
}
