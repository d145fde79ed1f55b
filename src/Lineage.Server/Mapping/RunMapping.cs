using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Runs;
using Lineage.Core.Storage;

namespace Lineage.Server.Mapping;

/// <summary>Experiments, runs and their metrics.</summary>
internal static class RunMapping
{
    public static Experiment ToDomain(this V1.Experiment experiment) =>
        new() { Description = experiment.Description, Owner = experiment.Owner, Tags = experiment.Tags.ToSorted() };

    public static Experiment Apply(this UpdateMask mask, Experiment before, V1.Experiment after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Experiment ToExperiment(this Node node)
    {
        var content = (Experiment)node.Content;
        var experiment = new V1.Experiment
        {
            Name = node.Name.Value,
            Description = content.Description,
            Owner = content.Owner,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
        };
        experiment.Tags.AddAll(content.Tags);
        return experiment;
    }

    public static Run ToDomain(this V1.Run run, NameMapping names, Instant now)
    {
        var state = run.State.To(RunState.Running);
        var start = run.StartTime is null ? now : names.Violations.Collect(() => run.StartTime.ToInstant("run.start_time"));
        return new Run
        {
            Description = run.Description,
            Author = run.Author,
            Tags = run.Tags.ToSorted(),
            State = state,
            Start = start,
            End = run.EndTime is not null ? names.Violations.Collect(() => run.EndTime.ToInstant("run.end_time")) : state == RunState.Running ? null : now,
            TrainedOn = names.All(run.TrainedOn, "run.trained_on", NodeKind.Split),
            EvaluatedOn = names.All(run.EvaluatedOn, "run.evaluated_on", NodeKind.Split),
            DataDigests = run.DataDigests.ToSorted(),
            Code = run.Code?.ToDomain(),
            Parameters = run.Parameters.ToJson("run.parameters", names.Violations),
            Seeds = run.Seeds.ToSorted(),
            Environment = run.Environment?.ToDomain(),
        };
    }

    public static Run Apply(this UpdateMask mask, Run before, V1.Run after, RunRegistry runs)
    {
        var described = before with
        {
            Description = mask.Pick("description", before.Description, () => after.Description),
            Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
        };
        var state = mask.Pick("state", before.State, () => after.State.To(before.State));
        Instant? end = mask.Has("end_time") ? after.EndTime?.ToInstant("run.end_time") : null;
        return state == before.State && end is null ? described : runs.Moved(described, state, end);
    }

    public static V1.Run ToRun(this Node node)
    {
        var content = (Run)node.Content;
        var run = new V1.Run
        {
            Name = node.Name.Value,
            Description = content.Description,
            Author = content.Author,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            State = content.State.To<RunState, V1.RunState>(),
            StartTime = content.Start.ToWire(),
            EndTime = content.End.ToWire(),
            TrainedOn = { content.TrainedOn.Select(n => n.Value) },
            EvaluatedOn = { content.EvaluatedOn.Select(n => n.Value) },
            Code = content.Code?.ToWire(),
            Parameters = content.Parameters.ToStruct(),
            Environment = content.Environment?.ToWire(),
        };
        run.Tags.AddAll(content.Tags);
        run.DataDigests.AddAll(content.DataDigests);
        run.Seeds.AddAll(content.Seeds);
        return run;
    }

    public static IReadOnlyList<MetricPoint> ToDomain(this IEnumerable<V1.MetricPoint> points, Instant now, Violations violations) =>
    [
        .. points.Select((p, i) => new MetricPoint(
            p.Key, p.Step, p.Value, p.Time is null ? now : violations.Collect(() => p.Time.ToInstant($"points[{i}].time")))),
    ];

    public static V1.MetricPoint ToWire(this MetricPoint point) =>
        new() { Key = point.Key, Step = point.Step, Value = point.Value, Time = point.Time.ToWire() };
}
