using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Versioning;

/// <summary>Names that point to one version each. They belong to the collection, so its etag guards them all.</summary>
public sealed class AliasRegistry(Committer committer, ResourceRegistry resources)
{
    private const int MaxAliases = 256;

    /// <summary>Points an alias at a living version, or moves it.</summary>
    /// <exception cref="LineageException">The alias is no identifier, the version does not live, or the etag is another one.</exception>
    public Task<Node> SetAsync(RequestContext context, ResourceName collection, string alias, string version, string etag, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(alias, out var problem))
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "alias", problem);
        }

        var target = collection.Child(VersionKind(collection.Kind), version, "version");
        return ChangeAsync(context, collection, etag, [target], cancellationToken, aliases =>
        {
            var before = aliases.GetValueOrDefault(alias);
            aliases[alias] = version;
            return aliases.Count <= MaxAliases
                ? before is null ? $"@{alias} points to {version}" : $"@{alias} moved from {before} to {version}"
                : throw LineageException.Invalid(ErrorReason.InvalidFields, "alias", $"there are {MaxAliases} aliases already");
        });
    }

    /// <summary>Removes an alias.</summary>
    /// <exception cref="LineageException">There is no such alias, or the etag is another one.</exception>
    public Task<Node> DeleteAsync(RequestContext context, ResourceName collection, string alias, string etag, CancellationToken cancellationToken) =>
        ChangeAsync(context, collection, etag, [], cancellationToken, aliases => aliases.Remove(alias)
            ? $"@{alias} removed"
            : throw LineageException.NotFound($"{collection}/versions/@{Identifier.Printable(alias)}"));

    private async Task<Node> ChangeAsync(
        RequestContext context,
        ResourceName collection,
        string etag,
        IReadOnlyList<ResourceName> required,
        CancellationToken cancellationToken,
        Func<SortedDictionary<string, string>, string> change)
    {
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token)
        {
            var node = await resources.LivingAsync(collection, token);
            var content = (CollectionContent)node.Content;
            var aliases = new SortedDictionary<string, string>(content.Aliases.ToDictionary(), StringComparer.Ordinal);
            var detail = change(aliases);
            return new Decision(collection, new ChangeSet
            {
                Nodes = [NodeWrite.Replace(collection, content with { Aliases = aliases }, etag.Length == 0 ? node.Etag : etag)],
                Required = required,
            })
            {
                CanDecideAgain = etag.Length == 0,
                Detail = detail,
            };
        }
    }

    private static NodeKind VersionKind(NodeKind collection) => collection switch
    {
        NodeKind.FeatureSet => NodeKind.FeatureSetVersion,
        NodeKind.Dataset => NodeKind.DatasetVersion,
        NodeKind.Model => NodeKind.ModelVersion,
        _ => throw new ArgumentOutOfRangeException(nameof(collection), collection, "It has no versions."),
    };
}
