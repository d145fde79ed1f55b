using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Datasets;

/// <summary>Takes what an audit's request leaves unset from the dataset version and the feature set versions.</summary>
internal sealed class AuditPlanner(INodeStore nodes, NameResolver names)
{
    /// <exception cref="LineageException">Something needed is neither given nor registered (every such field at once), or something named never was.</exception>
    public async Task<AuditPlan> PlanAsync(TableAuditRequest request, CancellationToken cancellationToken)
    {
        var violations = request.Violations;
        var node = await FindAsync(request.DatasetVersion, "dataset_version", NodeKind.DatasetVersion, violations, cancellationToken);
        var version = (DatasetVersion?)node?.Content;
        var project = violations.Collect(() => ProjectOf(request.Parent, node));
        var path = Given(request.Path, version?.DataUri);
        var keys = request.EntityKeys.Count > 0 ? request.EntityKeys : version?.EntityKeys ?? [];
        var labelTime = Given(request.LabelTimeColumn, version?.LabelTimeColumn);
        var missing = new MissingFields(request.DatasetVersion, node, violations);
        missing.Require(path.Length > 0, "path");
        missing.Require(keys.Count > 0, "entity_keys");
        missing.Require(labelTime.Length > 0, "label_time_column");
        violations.Require(!request.StoresCertificate || request.DatasetVersion.Length > 0, "dataset_version", "is required where a certificate is stored");
        var requests = request.Histories.Count > 0
            ? request.Histories
            : [.. version?.BuiltFrom.Select(b => new HistoryRequest { FeatureSetVersion = b.FeatureSetVersion.Value }) ?? []];
        var histories = await new HistoryPlanner(this, violations).PlanAsync(requests, keys, TableAudits.TableName, cancellationToken);
        missing.Require(histories.Count > 0, "histories");
        violations.ThrowIfAny();
        var label = Given(request.LabelColumn, version?.LabelColumn);
        return new AuditPlan(project!, node, path, keys, labelTime, label.Length > 0 ? label : null, histories);
    }

    /// <summary>The node that a text names, also a deleted one; null where the text is empty or, noted, no name.</summary>
    public async Task<Node?> FindAsync(string text, string field, NodeKind kind, Violations violations, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var pinned = await names.PinAsync(text, field, cancellationToken);
        var name = violations.Collect(() => ResourceName.Parse(pinned, field, kind));
        return name is null ? null : await nodes.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
    }

    /// <summary>Where a certificate belongs.</summary>
    public static ResourceName ProjectOf(string parent, Node? subject) =>
        parent.Length == 0 && subject is not null ? subject.Name.Project : ResourceRegistry.ParentOf(parent, NodeKind.Project);

    /// <summary>Says early, before any long work, that a certificate could not be stored.</summary>
    /// <exception cref="LineageException">One of the resources does not live.</exception>
    public async Task RequireLivingAsync(IReadOnlyList<ResourceName> resources, CancellationToken cancellationToken)
    {
        foreach (var (name, node) in resources.Zip(await nodes.FindManyAsync(resources, cancellationToken)))
        {
            if (node is null or { IsTombstone: true })
            {
                throw node is null ? LineageException.NotFound(name.Value) : LineageException.Deleted(name.Value);
            }
        }
    }

    internal static string Given(string value, string? registered) => value.Length > 0 ? value : registered ?? string.Empty;
}
