using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
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
        var histories = await HistoriesAsync(request, version, keys, cancellationToken);
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

    private static string Given(string value, string? registered) => value.Length > 0 ? value : registered ?? string.Empty;

    private async Task<IReadOnlyList<HistoryPlan>> HistoriesAsync(
        TableAuditRequest request, DatasetVersion? version, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var requests = request.Histories.Count > 0
            ? request.Histories
            : [.. version?.BuiltFrom.Select(b => new HistoryRequest { FeatureSetVersion = b.FeatureSetVersion.Value }) ?? []];
        List<HistoryPlan> plans = [];
        HashSet<string> taken = [TableAudits.TableName];
        foreach (var (i, history) in requests.Index())
        {
            var field = $"histories[{i}]";
            var node = await FindAsync(history.FeatureSetVersion, $"{field}.feature_set_version", NodeKind.FeatureSetVersion, request.Violations, cancellationToken);
            var resolved = Resolve(history, (FeatureSetVersion?)node?.Content, keys);
            Check(resolved, new MissingFields(history.FeatureSetVersion, node, request.Violations), field);
            plans.Add(new HistoryPlan(UniqueName(node?.Name.Value ?? resolved.Path, taken), field, node, resolved));
        }

        return plans;
    }

    private static HistoryRequest Resolve(HistoryRequest history, FeatureSetVersion? version, IReadOnlyList<string> keys) => history with
    {
        Path = Given(history.Path, version?.DataUri),
        KeyColumns = history.KeyColumns.Count > 0 ? history.KeyColumns : InOrderOf(keys, version?.EntityKeys ?? []),
        EventTimeColumn = Given(history.EventTimeColumn, version?.EventTimeColumn),
        KnownAtColumn = Given(history.KnownAtColumn, version?.KnownAtColumn),
        TimeToLive = history.TimeToLive ?? version?.TimeToLive,
        Lag = history.Lag ?? version?.Lag,
    };

    private static void Check(HistoryRequest resolved, MissingFields missing, string field)
    {
        missing.Require(resolved.Path.Length > 0, $"{field}.path");
        missing.Require(resolved.KeyColumns.Count > 0, $"{field}.key_columns");
        missing.Require(resolved.EventTimeColumn.Length > 0, $"{field}.event_time_column");
        missing.Require(resolved.FeatureSetVersion.Length > 0 || resolved.Features.Count > 0, $"{field}.features");
    }

    /// <summary>The version's keys in the table's order, where both have the same; which column meets which would be a guess otherwise, and the order stands.</summary>
    private static IReadOnlyList<string> InOrderOf(IReadOnlyList<string> tableKeys, IReadOnlyList<string> keys) =>
        keys.Count == tableKeys.Count && keys.All(tableKeys.Contains) && tableKeys.All(keys.Contains) ? tableKeys : keys;

    private static string UniqueName(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = $"{name}#{number}";
        }

        return unique;
    }
}
