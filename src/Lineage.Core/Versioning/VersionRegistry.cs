using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Versioning;

/// <summary>Registers immutable versions: checks the content, gives or checks the version, links what it depends on, and commits all of it at once.</summary>
public sealed class VersionRegistry<TContent>(
    ILineageStore store, Committer committer, ResourceRegistry resources, TimeProvider timeProvider, IVersionRules<TContent> rules)
    where TContent : VersionContent
{
    /// <summary>Registers a version.</summary>
    /// <returns>The version as stored; with <see cref="NewVersion{TContent}.ValidateOnly"/>, as it would be, without an etag.</returns>
    /// <exception cref="LineageException">
    /// The content is wrong (every violation at once), the version does not follow the scheme or exists already, or the collection or something linked to does not live.
    /// </exception>
    public async Task<Node> CreateAsync(RequestContext context, NewVersion<TContent> request, CancellationToken cancellationToken)
    {
        Check(request);
        if (request.ValidateOnly)
        {
            return await PreviewAsync(request, cancellationToken);
        }

        var result = await committer.CommitAsync(context, token => DecideAsync(request, token), cancellationToken);
        return result.Nodes[0];
    }

    private void Check(NewVersion<TContent> request)
    {
        ContentRules.Check(request.Content, rules.Field, request.Violations);
        rules.Check(request.Content, request.Violations);
        if (request.VersionHash.Length > 0 && !VersionNumber.IsHash(request.VersionHash))
        {
            request.Violations.Add("version_hash", "must be 7 to 64 lower-case hexadecimal digits");
        }

        var ids = new HashSet<string>();
        foreach (var (i, (id, split)) in request.Splits.Index())
        {
            if (!Identifier.IsValid(id, out var problem))
            {
                request.Violations.Add($"splits[{i}].split_id", problem);
            }
            else if (!ids.Add(id))
            {
                request.Violations.Add($"splits[{i}].split_id", $"'{id}' is there more than once");
            }

            ContentRules.Check(split, $"splits[{i}].split", request.Violations);
        }

        request.Violations.ThrowIfAny();
    }

    private async Task<Node> PreviewAsync(NewVersion<TContent> request, CancellationToken cancellationToken)
    {
        var decision = await DecideAsync(request, cancellationToken);
        var write = decision.Changes.Nodes[0];
        if (await store.FindAsync(write.Name, cancellationToken) is { } taken)
        {
            throw taken.IsTombstone ? LineageException.Deleted(write.Name.Value, ErrorKind.AlreadyExists) : LineageException.AlreadyExists(write.Name.Value);
        }

        var now = new CommitTime(Now());
        return new Node { Name = write.Name, Content = write.Content!, Etag = string.Empty, CreateTime = now, UpdateTime = now };
    }

    private async Task<Decision> DecideAsync(NewVersion<TContent> request, CancellationToken cancellationToken)
    {
        var collection = await resources.LivingAsync(request.Collection, cancellationToken);
        var scheme = ((CollectionContent)collection.Content).Scheme;
        var isGiven = request.Version.Length > 0;
        var (number, bump) = isGiven
            ? (VersionNumber.Parse(scheme, request.Version, Now(), "version"), null)
            : await NextAsync(request, scheme, cancellationToken);

        var name = collection.Name.Child(rules.Kind, number.Text, "version");
        var content = request.Content with { Version = number.Text, Scheme = scheme, Order = number.Order, Bump = bump };
        var links = await LinkRules.OpenAsync(store, name, [.. rules.Links(request.Content)], cancellationToken);
        var splits = request.Splits.Select(s => NodeWrite.Create(name.Child(NodeKind.Split, s.Key, "splits"), s.Value)).ToList();
        return new Decision(name, new ChangeSet
        {
            Nodes = [NodeWrite.Create(name, content), .. splits],
            OpenedEdges = [.. links, .. splits.Select(s => new EdgeOpening(s.Name, EdgeKind.SplitOf, name))],
            Required = [collection.Name],
        })
        {
            // A hash names the same content every time: losing that race is the caller's answer, not a reason to look for another name.
            CanDecideAgain = !isGiven && scheme is not VersionScheme.Hash,
            Detail = bump is null ? string.Empty : $"{EnumText.Of(bump.Kind)}: {string.Join("; ", bump.Reasons.Take(5))}",
        };
    }

    private async Task<(VersionNumber Number, VersionBump? Bump)> NextAsync(NewVersion<TContent> request, VersionScheme scheme, CancellationToken cancellationToken)
    {
        var greatest = await GreatestAsync(request.Collection, showDeleted: true, cancellationToken);
        var living = greatest is null or { IsTombstone: false } ? greatest : await GreatestAsync(request.Collection, showDeleted: false, cancellationToken);
        var bump = scheme is VersionScheme.Semver or VersionScheme.Hybrid ? BumpFrom((TContent?)living?.Content, request) : null;
        var hash = request.VersionHash.Length > 0 ? request.VersionHash : rules.Fingerprint(request.Content)?.Content ?? string.Empty;
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        var text = VersionGenerator.Next(scheme, greatest?.Name.Id, bump?.Kind ?? BumpKind.Patch, hash, today);
        return (VersionNumber.Parse(scheme, text, Now(), "version"), bump);
    }

    private VersionBump BumpFrom(TContent? previous, NewVersion<TContent> request)
    {
        if (previous is null)
        {
            return new VersionBump(BumpKind.Initial, string.Empty, ["the first version"]);
        }

        var differences = rules.Compare(previous, request.Content).OrderByDescending(d => d.Kind).ToList();
        IReadOnlyList<string> reasons = differences.Count > 0 ? [.. differences.Select(d => d.Reason)] : ["nothing that users see differs"];
        return request.Bump is { } asked and not BumpKind.Initial
            ? new VersionBump(asked, previous.Version, [$"asked for by the caller", .. reasons])
            : new VersionBump(differences.Count > 0 ? differences[0].Kind : BumpKind.Patch, previous.Version, reasons);
    }

    private async Task<Node?> GreatestAsync(ResourceName collection, bool showDeleted, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(
            new NodeQuery { Kind = rules.Kind, Within = collection, Order = NodeOrder.Version, Descending = true, ShowDeleted = showDeleted, PageSize = 1 },
            cancellationToken);
        return page.Nodes.Count > 0 ? page.Nodes[0] : null;
    }

    private Instant Now() => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());
}
