using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>What point-in-time audits and split checks are asked for.</summary>
internal static class PointInTimeRequestMapping
{
    private const int DefaultFindings = 10;

    public static TableAuditRequest ToDomain(this V1.AuditTableRequest request)
    {
        var violations = new Violations();
        violations.Require(Enum.IsDefined(request.KnowledgeRule), "knowledge_rule", $"{(int)request.KnowledgeRule} is no rule");
        return new TableAuditRequest
        {
            Parent = request.Parent,
            DatasetVersion = request.DatasetVersion,
            Path = request.Path,
            EntityKeys = [.. request.EntityKeys],
            LabelTimeColumn = request.LabelTimeColumn,
            LabelColumn = request.LabelColumn,
            Histories = [.. request.Histories.Select((h, i) => h.ToDomain($"histories[{i}]", violations))],
            KnowledgeRule = request.KnowledgeRule.To(KnowledgeRule.Unset),
            KnownAt = request.KnownAt is null ? null : violations.Collect<Instant?>(() => request.KnownAt.ToInstant("known_at")),
            ExclusiveEventTime = request.ExclusiveEventTime,
            MaxFindings = request.MaxFindings == 0 ? DefaultFindings : request.MaxFindings,
            StoresCertificate = request.StoreCertificate,
            Violations = violations,
        };
    }

    public static SplitAuditRequest ToDomain(this V1.CheckSplitsRequest request) => new()
    {
        Parent = request.Parent,
        DatasetVersion = request.DatasetVersion,
        Paths = request.Paths.ToSorted(),
        EntityKeys = [.. request.EntityKeys],
        TimeColumn = request.TimeColumn,
        StoresCertificate = request.StoreCertificate,
    };

    public static HistoryRequest ToDomain(this V1.FeatureHistory history, string field, Violations violations) => new()
    {
        FeatureSetVersion = history.FeatureSetVersion,
        Path = history.Path,
        KeyColumns = [.. history.KeyColumns],
        EventTimeColumn = history.EventTimeColumn,
        KnownAtColumn = history.KnownAtColumn,
        TimeToLive = history.TimeToLive is null ? null : violations.Collect<TimeSpan?>(() => history.TimeToLive.ToTimeSpan($"{field}.time_to_live")),
        Lag = history.Lag is null ? null : violations.Collect<TimeSpan?>(() => history.Lag.ToTimeSpan($"{field}.lag")),
        StrictKnownAt = history.StrictKnownAt,
        Features = [.. history.Features.Select(f => new FeatureMapping(f.TableColumn, f.SourceColumn))],
    };
}
