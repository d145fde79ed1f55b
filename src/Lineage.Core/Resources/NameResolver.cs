using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Resources;

/// <summary>Pins names that end with an alias, <c>…/versions/@champion</c>, to the version that the alias points to now.</summary>
public sealed class NameResolver(INodeStore nodes)
{
    private const string Marker = "/versions/@";

    /// <summary>The resource that a text names, which must be of one of the given kinds where any are given.</summary>
    /// <exception cref="LineageException">The text is no valid name, or the collection or the alias does not exist.</exception>
    public async ValueTask<ResourceName> ResolveAsync(string text, string field, NodeKind[] kinds, CancellationToken cancellationToken)
    {
        var pinned = await PinAsync(text, field, cancellationToken);
        return kinds.Length == 0 ? ResourceName.Parse(pinned, field) : ResourceName.Parse(pinned, field, kinds);
    }

    /// <summary>The texts that have an alias, with what each is pinned to. Nothing is looked up for the others.</summary>
    /// <exception cref="LineageException">A collection or an alias does not exist.</exception>
    public async ValueTask<IReadOnlyDictionary<string, string>> PinAllAsync(IEnumerable<string> texts, string field, CancellationToken cancellationToken)
    {
        var pins = new Dictionary<string, string>();
        foreach (var text in texts.Where(t => t.Contains(Marker, StringComparison.Ordinal)).Distinct())
        {
            pins[text] = await PinAsync(text, field, cancellationToken);
        }

        return pins;
    }

    /// <summary>The text with its alias, where it has one, replaced by the version it points to now.</summary>
    /// <exception cref="LineageException">The collection or the alias does not exist.</exception>
    public async ValueTask<string> PinAsync(string text, string field, CancellationToken cancellationToken)
    {
        var marker = text.IndexOf(Marker, StringComparison.Ordinal);
        if (marker < 0)
        {
            return text;
        }

        var collection = ResourceName.Parse(text[..marker], field, NodeKind.FeatureSet, NodeKind.Dataset, NodeKind.Model);
        var rest = text[(marker + Marker.Length)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var alias = slash < 0 ? rest : rest[..slash];
        var node = await nodes.FindAsync(collection, cancellationToken) ?? throw LineageException.NotFound(collection.Value);
        return ((CollectionContent)node.Content).Aliases.TryGetValue(alias, out var version)
            ? $"{collection.Value}/versions/{version}{(slash < 0 ? string.Empty : rest[slash..])}"
            : throw LineageException.NotFound($"{collection.Value}/versions/@{Identifier.Printable(alias)}");
    }
}
