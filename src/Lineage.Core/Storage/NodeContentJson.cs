using System.Text.Json;
using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>
/// The document form of node contents that every store keeps: JSON, one type a kind, readable by newer versions of the service (unknown members are ignored, new ones have defaults).
/// </summary>
public static class NodeContentJson
{
    /// <summary>The document of a content.</summary>
    public static byte[] Serialize(NodeKind kind, NodeContent content)
    {
        var type = NodeContentTypes.TypeOf(kind);
        return content.GetType() == type
            ? JsonSerializer.SerializeToUtf8Bytes(content, NodeContentTypes.JsonTypeOf(kind))
            : throw new ArgumentException($"A {kind} has a {type.Name} for content, not a {content.GetType().Name}.", nameof(content));
    }

    /// <summary>The content of a document.</summary>
    /// <exception cref="JsonException">The document is not one of this kind.</exception>
    public static NodeContent Deserialize(NodeKind kind, ReadOnlySpan<byte> document) =>
        (NodeContent?)JsonSerializer.Deserialize(document, NodeContentTypes.JsonTypeOf(kind)) ?? throw new JsonException("The document is null.");
}
