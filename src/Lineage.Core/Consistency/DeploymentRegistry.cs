using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Consistency;

/// <summary>
/// Deployments. While one serves, its edges to the model version and the feature set versions are open; what it served before stays in the graph as closed edges, so that
/// an as-of trace says what was in production on a date.
/// </summary>
public sealed class DeploymentRegistry(ILineageStore store, Committer committer, ResourceRegistry resources)
{
    private const string Field = "deployment";

    /// <summary>Creates a deployment.</summary>
    /// <exception cref="LineageException">The content is wrong, the name is taken, or something linked to does not live or is retired.</exception>
    public async Task<Node> CreateAsync(RequestContext context, ResourceName name, Deployment content, Violations violations, CancellationToken cancellationToken)
    {
        ContentRules.Check(content, Field, violations);
        violations.ThrowIfAny();
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token) => new(name, new ChangeSet
        {
            Nodes = [NodeWrite.Create(name, content)],
            OpenedEdges = await LinkRules.OpenAsync(store, name, [.. Links(content)], token),
            Required = [name.Parent!],
        });
    }

    /// <summary>Changes a deployment; edges that do not hold any more are closed, new ones opened, in the same commit.</summary>
    /// <exception cref="LineageException">The deployment does not live, the etag is another one, or something linked to does not live or is retired.</exception>
    public async Task<Node> UpdateAsync(
        RequestContext context, ResourceName name, string etag, Func<Deployment, Deployment> change, CancellationToken cancellationToken)
    {
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token)
        {
            var node = await resources.LivingAsync(name, token);
            var before = (Deployment)node.Content;
            var after = change(before);
            var violations = new Violations();
            ContentRules.Check(after, Field, violations);
            violations.ThrowIfAny();
            HashSet<Link> held = [.. Links(before)], wanted = [.. Links(after)];
            return new Decision(name, new ChangeSet
            {
                Nodes = [NodeWrite.Replace(name, after, etag.Length == 0 ? node.Etag : etag)],
                ClosedEdges = [.. held.Except(wanted).Select(h => new EdgeKey(name, h.Kind, h.Target))],
                OpenedEdges = await LinkRules.OpenAsync(store, name, [.. wanted.Except(held)], token),
            })
            {
                CanDecideAgain = etag.Length == 0,
                Detail = before.ModelVersion.Equals(after.ModelVersion) ? string.Empty : $"from {before.ModelVersion} to {after.ModelVersion}",
            };
        }
    }

    private static IEnumerable<Link> Links(Deployment deployment) => deployment.State == DeploymentState.Stopped
        ? []
        : [new(EdgeKind.Deploys, deployment.ModelVersion), .. deployment.FeatureSetVersions.Select(n => new Link(EdgeKind.ServesWith, n))];
}
