using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Versioning;

/// <summary>What a new dependence may point to.</summary>
internal static class LinkRules
{
    /// <summary>Checks that every target lives and may be used, and gives the edges.</summary>
    /// <exception cref="LineageException">A target never was, was deleted, or is retired.</exception>
    public static async Task<IReadOnlyList<EdgeOpening>> OpenAsync(
        INodeStore nodes, ResourceName from, IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var targets = await nodes.FindManyAsync([.. links.Select(l => l.Target)], cancellationToken);
        foreach (var (link, target) in links.Zip(targets))
        {
            CheckUsable(link.Target, target);
        }

        return [.. links.Select(l => new EdgeOpening(new EdgeKey(from, l.Kind, l.Target), l.Properties)).DistinctBy(o => o.Key)];
    }

    private static void CheckUsable(ResourceName name, Node? target)
    {
        if (target is null)
        {
            throw LineageException.NotFound(name.Value);
        }

        if (target.IsTombstone)
        {
            throw LineageException.Deleted(name.Value);
        }

        if (target.Content is VersionContent { State: VersionState.Retired })
        {
            throw LineageException.About(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, name.Value, $"{name} is retired: nothing new can be linked to it");
        }
    }
}
