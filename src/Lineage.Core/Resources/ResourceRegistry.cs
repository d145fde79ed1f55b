using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Resources;

/// <summary>What every resource has: get, list, create, update of what may change, delete as a tombstone.</summary>
public sealed class ResourceRegistry(ILineageStore store, Committer committer, NameResolver names)
{
    /// <summary>The page size where none is asked for.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>The greatest page size.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>The project that always exists and that is meant where none is named.</summary>
    public static ResourceName DefaultProject { get; } = ResourceName.Parse("projects/default", "parent");

    /// <summary>The parent that a request names; empty means <see cref="DefaultProject"/> where the parent is a project.</summary>
    public static ResourceName ParentOf(string text, NodeKind kind) =>
        text.Length == 0 && kind == NodeKind.Project ? DefaultProject : ResourceName.Parse(text, "parent", kind);

    /// <summary>A resource, also a deleted one. The last segment may be an alias.</summary>
    /// <exception cref="LineageException">There never was one of that name.</exception>
    public async Task<Node> GetAsync(string text, NodeKind kind, CancellationToken cancellationToken)
    {
        var name = await names.ResolveAsync(text, "name", [kind], cancellationToken);
        return await store.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
    }

    /// <summary>One page of a listing.</summary>
    /// <exception cref="LineageException">An argument is wrong, or the parent never was.</exception>
    public async Task<Listing> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        string[] arguments = [EnumText.Of(request.Kind), request.Parent, request.Filter, request.OrderBy, request.ShowDeleted ? "1" : "0"];
        var query = ListQuery.From(request) with { After = PageToken.Read(request.PageToken, arguments) };
        if (query.Within is { } parent && await store.FindAsync(parent, cancellationToken) is null)
        {
            throw LineageException.NotFound(parent.Value);
        }

        var page = await store.ListAsync(query, cancellationToken);
        return new Listing(page.Nodes, PageToken.Write(page.Next, arguments));
    }

    /// <summary>Creates a resource that has no versions scheme of its own to obey. Its parent must live.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="name">The new name.</param>
    /// <param name="field">The field of the request that holds the content, for errors.</param>
    /// <param name="content">The content.</param>
    /// <param name="violations">What is known to be wrong already.</param>
    /// <exception cref="LineageException">The content is wrong, the name is taken, or the parent does not live.</exception>
    public async Task<Node> CreateAsync(
        RequestContext context, ResourceName name, string field, NodeContent content, Violations violations, CancellationToken cancellationToken)
    {
        ContentRules.Check(content, field, violations);
        violations.ThrowIfAny();
        var changes = new ChangeSet { Nodes = [NodeWrite.Create(name, content)], Required = name.Parent is null ? [] : [name.Parent] };
        var result = await committer.CommitAsync(context, _ => Task.FromResult(new Decision(name, changes)), cancellationToken);
        return result.Nodes[0];
    }

    /// <summary>Changes what may change of a resource.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="name">The resource.</param>
    /// <param name="field">The field of the request that holds the resource, for errors.</param>
    /// <param name="etag">The etag it must have; empty for any.</param>
    /// <param name="change">The new content from the old one; throws where the old one does not allow it.</param>
    /// <exception cref="LineageException">The resource does not live, the etag is another one, or the new content is wrong.</exception>
    public async Task<Node> UpdateAsync<TContent>(
        RequestContext context, ResourceName name, string field, string etag, Func<TContent, TContent> change, CancellationToken cancellationToken)
        where TContent : NodeContent
    {
        return await UpdateAsync<TContent>(context, name, field, etag, (_, before) => new ContentChange<TContent>(change(before)), cancellationToken);
    }

    /// <summary>As the other overload, with edges that change together with the content.</summary>
    public async Task<Node> UpdateAsync<TContent>(
        RequestContext context, ResourceName name, string field, string etag, Func<Node, TContent, ContentChange<TContent>> change, CancellationToken cancellationToken)
        where TContent : NodeContent
    {
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token)
        {
            var node = await LivingAsync(name, token);
            var changed = change(node, (TContent)node.Content);
            var violations = new Violations();
            ContentRules.Check(changed.Content, field, violations);
            violations.ThrowIfAny();
            return new Decision(name, new ChangeSet
            {
                Nodes = [NodeWrite.Replace(name, changed.Content, etag.Length == 0 ? node.Etag : etag)],
                ClosedEdges = changed.ClosedEdges,
                OpenedEdges = changed.OpenedEdges,
            })
            {
                CanDecideAgain = etag.Length == 0,
            };
        }
    }

    /// <summary>Turns a resource into a tombstone, which keeps its name and its edges.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="name">The resource.</param>
    /// <param name="etag">The etag it must have; empty for any.</param>
    /// <param name="force">Also when living resources lie within it or depend on it, or an alias points to it.</param>
    /// <exception cref="LineageException"><see cref="ErrorReason.ResourceInUse"/>, or the resource does not live, or the etag is another one.</exception>
    public async Task<Node> DeleteAsync(RequestContext context, ResourceName name, string etag, bool force, CancellationToken cancellationToken)
    {
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token)
        {
            var node = await LivingAsync(name, token);
            var usage = await ResourceUsage.OfAsync(store, node, token);
            usage.ThrowUnlessDeletable(node, force);
            return new Decision(name, new ChangeSet
            {
                Nodes = [NodeWrite.Delete(name, etag.Length == 0 ? node.Etag : etag), .. usage.WithoutAliases()],
                Unchanged = usage.Unchanged,
                Unused = force ? [] : [name],
            })
            {
                CanDecideAgain = etag.Length == 0,
                Detail = usage.IsUsed ? $"forced: {usage.Summary}" : string.Empty,
            };
        }
    }

    /// <summary>A resource that must live.</summary>
    /// <exception cref="LineageException">There never was one of that name, or it was deleted.</exception>
    public async Task<Node> LivingAsync(ResourceName name, CancellationToken cancellationToken)
    {
        var node = await store.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
        return node.IsTombstone ? throw LineageException.Deleted(name.Value) : node;
    }
}
