using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Training;

namespace Lineage.Server.Mapping;

/// <summary>What builds of training tables are asked for, what they found, and their recipes.</summary>
internal static class BuildMapping
{
    public static TableBuildRequest ToDomain(this V1.BuildTableRequest request)
    {
        var violations = new Violations();
        violations.Require(Enum.IsDefined(request.KnowledgeRule), "knowledge_rule", $"{(int)request.KnowledgeRule} is no rule");
        violations.Require(Enum.IsDefined(request.Format), "format", $"{(int)request.Format} is no format");
        return new()
        {
            Parent = request.Parent,
            Version = request.Version,
            SpinePath = request.SpinePath,
            EntityKeys = [.. request.EntityKeys],
            LabelTimeColumn = request.LabelTimeColumn,
            LabelColumn = request.LabelColumn,
            Histories = [.. request.Histories.Select((h, i) => h.ToDomain($"histories[{i}]", violations))],
            KnowledgeRule = request.KnowledgeRule.To(KnowledgeRule.Unset),
            KnownAt = request.KnownAt is null ? null : violations.Collect<Instant?>(() => request.KnownAt.ToInstant("known_at")),
            ExclusiveEventTime = request.ExclusiveEventTime,
            Split = request.SplitPlan?.ToDomain(violations),
            OutputPath = request.OutputPath,
            Format = request.Format.To(TableFormat.Parquet),
            Description = request.Description,
            Tags = request.Tags.ToSorted(),
            Violations = violations,
        };
    }

    public static V1.BuildTableResponse ToWire(this BuildOutcome outcome) => new()
    {
        Stage = "done",
        Rows = outcome.Report?.Rows ?? 0,
        Report = outcome.Report is null ? null : ReportOf(outcome.Report, outcome.Assignment),
        DatasetVersion = outcome.DatasetVersion.ToDatasetVersion(),
        Splits = { outcome.Splits.Select(split => split.ToSplit()) },
    };

    public static V1.BuildRecipe ToWire(this BuildRecipe recipe) => new()
    {
        Spine = recipe.Spine.ToWire(),
        Histories = { recipe.Histories.Select(ToWire) },
        Inputs = { recipe.Inputs.Select(ToWire) },
        KnowledgeRule = recipe.KnowledgeRule.To<KnowledgeRule, V1.KnowledgeRule>(),
        KnownAt = recipe.KnownAt?.ToNearestWire(),
        ExclusiveEventTime = recipe.ExclusiveEventTime,
        AsOf = recipe.AsOf?.ToNearestWire(),
        Split = recipe.Split is { } split ? new SplitMethod(split.Kind, split.Seed, split.Parameters).ToWire() : null,
    };

    private static SplitRequest ToDomain(this V1.SplitPlan plan, Violations violations)
    {
        violations.Require(plan.Kind != V1.SplitKind.Unspecified && Enum.IsDefined(plan.Kind), "split_plan.kind", $"{(int)plan.Kind} is no kind");
        var isByTime = plan.Kind == V1.SplitKind.Time;
        var specification = new SplitSpecification
        {
            Kind = plan.Kind.To(SplitKind.Random),
            Splits = [.. plan.Splits.Select((split, i) => split.ToDomain($"split_plan.splits[{i}]", violations))],
            Seed = isByTime ? null : plan.Seed,
            StratifyBy = [.. plan.StratifyBy],
            Embargo = plan.Embargo is null ? default : violations.Collect<TimeSpan?>(() => plan.Embargo.ToTimeSpan("split_plan.embargo")) ?? default,
        };
        return new(specification, [.. plan.Splits.Select(split => split.Role.To(SplitRole.Other))]);
    }

    private static SplitPart ToDomain(this V1.PlannedSplit split, string field, Violations violations)
    {
        violations.Require(Identifier.IsValid(split.SplitId, out var problem), $"{field}.split_id", problem ?? string.Empty);
        var isFraction = double.IsFinite(split.Fraction) && Math.Abs(split.Fraction) <= 1;
        violations.Require(isFraction, $"{field}.fraction", "is not within 0 to 1");
        SplitCut cut = default;
        violations.Require(split.From.Length == 0 || SplitCut.TryParse(split.From, out cut), $"{field}.from", "is no time such as 2026-03-22, 2026-03-22T00:00:00 or 2026-03-22T00:00:00Z");
        return new(split.SplitId, split.Fraction == 0 || !isFraction ? null : (decimal)split.Fraction, split.From.Length == 0 ? null : cut);
    }

    private static V1.BuildReport ReportOf(BuildReport report, SplitAssignment? assignment)
    {
        var wire = new V1.BuildReport
        {
            Rows = report.Rows,
            RowsWithNullKey = report.RowsWithNullKey,
            RowsWithNullLabelTime = report.RowsWithNullLabelTime,
            Features = { report.Features.Select(ToWire) },
            Splits = { assignment?.Splits.Select(ToWire) ?? [] },
        };
        foreach (var (reason, rows) in assignment?.RowsOfNone ?? new Dictionary<NoSplit, long>())
        {
            wire.RowsWithoutSplit.Add(EnumText.Of(reason), rows);
        }

        return wire;
    }

    private static V1.FeatureBuild ToWire(FeatureBuild feature) => new()
    {
        Feature = feature.Feature,
        Source = feature.Source,
        Found = feature.Found,
        NullValues = feature.NullValue,
        Absent = feature.NoneVisible,
        Expired = feature.Expired,
    };

    private static V1.SplitStatistics ToWire(SplitStatistics split) => new()
    {
        Split = split.Split,
        Rows = split.Rows,
        Entities = split.Entities ?? 0,
        EntitiesAreExact = split.EntitiesAreExact,
        From = split.From?.ToNearestWire(),
        To = split.To?.ToNearestWire(),
        Classes = { split.Classes?.Select(ToWire) ?? [] },
        OtherRows = split.OtherRows,
    };

    private static V1.ClassCount ToWire(ClassCount count)
    {
        var wire = new V1.ClassCount { Rows = count.Rows };
        if (count.Value is { } value)
        {
            wire.Value = value;
        }

        return wire;
    }

    private static V1.BuildInput ToWire(this BuildInput input) => new() { Path = input.Path, Fingerprint = input.Fingerprint.ToWire() };

    private static V1.FeatureHistory ToWire(HistoryRequest history) => new()
    {
        FeatureSetVersion = history.FeatureSetVersion,
        Path = history.Path,
        KeyColumns = { history.KeyColumns },
        EventTimeColumn = history.EventTimeColumn,
        KnownAtColumn = history.KnownAtColumn,
        TimeToLive = history.TimeToLive?.ToWire(),
        Lag = history.Lag is { } lag ? lag.ToWire() : null,
        StrictKnownAt = history.StrictKnownAt,
        Features = { history.Features.Select(f => new V1.FeatureMapping { TableColumn = f.TableColumn, SourceColumn = f.SourceColumn }) },
    };
}
