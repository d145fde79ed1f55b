using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Datasets;

/// <summary>Splits that are added to a dataset version after it was registered.</summary>
public sealed class SplitRegistry(Committer committer)
{
    /// <summary>Creates a split of a living dataset version.</summary>
    /// <exception cref="LineageException">The content is wrong, the name is taken, or the dataset version does not live.</exception>
    public async Task<Node> CreateAsync(RequestContext context, ResourceName name, Split content, Violations violations, CancellationToken cancellationToken)
    {
        ContentRules.Check(content, "split", violations);
        violations.ThrowIfAny();
        var changes = new ChangeSet
        {
            Nodes = [NodeWrite.Create(name, content)],
            Required = [name.Parent!],
            OpenedEdges = [new EdgeOpening(name, EdgeKind.SplitOf, name.Parent!)],
        };
        var result = await committer.CommitAsync(context, _ => Task.FromResult(new Decision(name, changes)), cancellationToken);
        return result.Nodes[0];
    }
}
