using Google.Protobuf;
using Google.Protobuf.Reflection;
using Lineage.Client;

namespace Lineage.Cli.Registering;

/// <summary>A kind of resource: what it is called, where it lives, and the calls about it.</summary>
internal sealed record ResourceKind
{
    /// <summary>As users write it, such as <c>featureSetVersion</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The collections on the way to it, such as <c>projects/featureSets/versions</c>.</summary>
    public required string Collections { get; init; }

    /// <summary>The resource's message.</summary>
    public required MessageDescriptor Message { get; init; }

    /// <summary>Creates one; null where clients cannot. The action fills the request.</summary>
    public Func<LineageClient, Action<IMessage>, CancellationToken, Task<IMessage>>? CreateAsync { get; init; }

    /// <summary>Reads one by its name.</summary>
    public required Func<LineageClient, string, CancellationToken, Task<IMessage>> GetAsync { get; init; }

    /// <summary>Lists them. The action fills the request.</summary>
    public required Func<LineageClient, Action<IMessage>, CancellationToken, IAsyncEnumerable<IMessage>> List { get; init; }

    /// <summary>Whether it is a version, which the service may name.</summary>
    public bool IsVersion => Collections.EndsWith("/versions", StringComparison.Ordinal);

    /// <summary>The last collection, such as <c>versions</c>.</summary>
    public string Collection => Collections[(Collections.LastIndexOf('/') + 1)..];

    /// <summary>The name as the protocol's fields have it, such as <c>feature_set_version</c>.</summary>
    public string Field => string.Concat(Name.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    /// <summary>The form of a name, such as <c>projects/{project}/featureSets/{featureSet}</c>.</summary>
    public string Pattern => string.Join('/', Collections.Split('/').Select(c => $"{c}/{{{c[..^1]}}}"));
}
