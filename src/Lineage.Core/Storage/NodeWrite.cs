using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>One node written by a commit, with its precondition.</summary>
public sealed record NodeWrite
{
    private NodeWrite(WriteKind kind, ResourceName name, NodeContent? content, string? etag)
    {
        Kind = kind;
        Name = name;
        Content = content;
        Etag = etag;
    }

    /// <summary>What the write does.</summary>
    public WriteKind Kind { get; }

    /// <summary>The node's name.</summary>
    public ResourceName Name { get; }

    /// <summary>The new content; null for a deletion, which keeps the content.</summary>
    public NodeContent? Content { get; }

    /// <summary>The etag the node must have; null when any will do.</summary>
    public string? Etag { get; }

    /// <summary>Creates a node; the name must never have been used.</summary>
    public static NodeWrite Create(ResourceName name, NodeContent content) => new(WriteKind.Create, name, content, null);

    /// <summary>Replaces the content of a living node.</summary>
    public static NodeWrite Replace(ResourceName name, NodeContent content, string? etag) => new(WriteKind.Replace, name, content, etag);

    /// <summary>Turns a living node into a tombstone, which keeps its name, content and edges.</summary>
    public static NodeWrite Delete(ResourceName name, string? etag) => new(WriteKind.Delete, name, null, etag);
}
