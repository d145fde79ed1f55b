using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;

namespace Lineage.Core.Training;

/// <summary>Takes what the request for a build leaves unset from the feature set versions.</summary>
internal sealed class BuildPlanner(AuditPlanner planner)
{
    /// <returns>The dataset, and the plan.</returns>
    /// <exception cref="LineageException">Something needed is neither given nor registered (every such field at once), or something named never was or does not live.</exception>
    public async Task<(ResourceName Dataset, BuildPlan Plan)> PlanAsync(TableBuildRequest request, CancellationToken cancellationToken)
    {
        var violations = request.Violations;
        var dataset = violations.Collect(() => ResourceRegistry.ParentOf(request.Parent, NodeKind.Dataset));
        violations.Require(request.SpinePath.Length > 0, "spine_path", "is required");
        violations.Require(request.EntityKeys.Count > 0, "entity_keys", "is required");
        violations.Require(request.LabelTimeColumn.Length > 0, "label_time_column", "is required");
        violations.Require(request.Histories.Count > 0, "histories", "at least one history is needed");
        var histories = await new HistoryPlanner(planner, violations).PlanAsync(request.Histories, request.EntityKeys, BuildPlan.SpineName, cancellationToken);
        violations.ThrowIfAny();
        await planner.RequireLivingAsync([dataset!, .. histories.Select(history => history.Version?.Name).OfType<ResourceName>().Distinct()], cancellationToken);
        return (dataset!, new BuildPlan
        {
            SpinePath = request.SpinePath,
            EntityKeys = request.EntityKeys,
            LabelTimeColumn = request.LabelTimeColumn,
            Histories = histories,
            KnowledgeRule = request.KnowledgeRule,
            KnownAt = request.KnownAt,
            ExclusiveEventTime = request.ExclusiveEventTime,
            Split = request.Split is not { } split
                ? null
                : split.Specification with
                {
                    EntityKeys = request.EntityKeys,
                    LabelTimeColumn = request.LabelTimeColumn,
                    LabelColumn = request.LabelColumn.Length > 0 ? request.LabelColumn : null,
                },
        });
    }
}
