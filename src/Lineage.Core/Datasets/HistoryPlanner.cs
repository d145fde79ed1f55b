using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>Takes what the requests for histories leave unset from their feature set versions.</summary>
/// <param name="planner">Finds versions.</param>
/// <param name="violations">Where everything that is neither given nor registered is noted.</param>
internal sealed class HistoryPlanner(AuditPlanner planner, Violations violations)
{
    /// <param name="requests">The histories.</param>
    /// <param name="keys">The table's key columns.</param>
    /// <param name="reserved">A name that no history may have.</param>
    /// <exception cref="LineageException">A version that is named never was.</exception>
    public async Task<IReadOnlyList<HistoryPlan>> PlanAsync(IReadOnlyList<HistoryRequest> requests, IReadOnlyList<string> keys, string reserved, CancellationToken cancellationToken)
    {
        List<HistoryPlan> plans = [];
        HashSet<string> taken = [reserved];
        foreach (var (i, history) in requests.Index())
        {
            var field = $"histories[{i}]";
            var node = await planner.FindAsync(history.FeatureSetVersion, $"{field}.feature_set_version", NodeKind.FeatureSetVersion, violations, cancellationToken);
            var resolved = Resolve(history, (FeatureSetVersion?)node?.Content, keys);
            Check(resolved, new MissingFields(history.FeatureSetVersion, node, violations), field);
            plans.Add(new HistoryPlan(UniqueName(node?.Name.Value ?? resolved.Path, taken), field, node, resolved));
        }

        return plans;
    }

    private static HistoryRequest Resolve(HistoryRequest history, FeatureSetVersion? version, IReadOnlyList<string> keys) => history with
    {
        Path = AuditPlanner.Given(history.Path, version?.DataUri),
        KeyColumns = history.KeyColumns.Count > 0 ? history.KeyColumns : InOrderOf(keys, version?.EntityKeys ?? []),
        EventTimeColumn = AuditPlanner.Given(history.EventTimeColumn, version?.EventTimeColumn),
        KnownAtColumn = AuditPlanner.Given(history.KnownAtColumn, version?.KnownAtColumn),
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

    internal static string UniqueName(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = $"{name}#{number}";
        }

        return unique;
    }
}
