using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Runs;

/// <summary>Runs: linked to their data when created, ended once, with metric series beside them.</summary>
public sealed class RunRegistry(ILineageStore store, Committer committer, ResourceRegistry resources, TimeProvider timeProvider)
{
    /// <summary>The greatest number of points in one call.</summary>
    public const int MaxPoints = 10_000;

    /// <summary>The greatest page of points.</summary>
    public const int MaxPageSize = 10_000;

    private const int DefaultPageSize = 1_000;
    private const string Field = "run";

    /// <summary>Creates a run in a living experiment.</summary>
    /// <exception cref="LineageException">The content is wrong, the name is taken, or the experiment or a split does not live.</exception>
    public async Task<Node> CreateAsync(RequestContext context, ResourceName name, Run content, Violations violations, CancellationToken cancellationToken)
    {
        ContentRules.Check(content, Field, violations);
        CheckEnd(content, violations);
        violations.ThrowIfAny();
        var result = await committer.CommitAsync(context, Decide, cancellationToken);
        return result.Nodes[0];

        async Task<Decision> Decide(CancellationToken token)
        {
            Link[] links = [.. content.TrainedOn.Select(n => new Link(EdgeKind.TrainedOn, n)), .. content.EvaluatedOn.Select(n => new Link(EdgeKind.EvaluatedOn, n))];
            return new Decision(name, new ChangeSet
            {
                Nodes = [NodeWrite.Create(name, content)],
                OpenedEdges = await LinkRules.OpenAsync(store, name, links, token),
                Required = [name.Parent!],
            });
        }
    }

    /// <summary>The time that a run starts or ends at where the caller does not say.</summary>
    public Instant Now() => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>The run in another state: a run that ended does not run again, and ends once.</summary>
    /// <exception cref="LineageException">The run has ended already, or the end lies before the start.</exception>
    public Run Moved(Run run, RunState state, Instant? end)
    {
        if (run.State != RunState.Running && (state != run.State || end is not null))
        {
            throw new LineageException(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, $"the run has ended already: {EnumText.Of(run.State)}");
        }

        var moved = run with { State = state, End = state == RunState.Running ? end : end ?? run.End ?? Now() };
        var violations = new Violations();
        CheckEnd(moved, violations);
        violations.ThrowIfAny();
        return moved;
    }

    /// <summary>Appends points to a run that has not ended, all of them or none.</summary>
    /// <exception cref="LineageException">A point is wrong, there are too many, or the run does not live or has ended.</exception>
    public async Task LogMetricsAsync(RequestContext context, ResourceName run, IReadOnlyList<MetricPoint> points, Violations violations, CancellationToken cancellationToken)
    {
        violations.Require(points.Count > 0, "points", "at least one is required");
        if (points.Count > MaxPoints)
        {
            violations.Add("points", $"there are {points.Count}; at most {MaxPoints} are allowed in one call");
        }

        foreach (var (i, point) in points.Take(MaxPoints).Index())
        {
            ContentRules.CheckKey(point.Key, $"points[{i}].key", violations);
        }

        violations.ThrowIfAny();
        await committer.CommitAsync(context, Decide, cancellationToken);

        async Task<Decision> Decide(CancellationToken token)
        {
            var node = await resources.LivingAsync(run, token);
            var state = ((Run)node.Content).State;
            return state == RunState.Running
                ? new Decision(run, new ChangeSet { Metrics = [new MetricAppend(run, points)], Unchanged = [new NodeState(run, node.Etag)] })
                {
                    CanDecideAgain = true,
                    Detail = $"{points.Count} points",
                }
                : throw LineageException.About(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, run.Value, $"{run} has ended: {EnumText.Of(state)}");
        }
    }

    /// <summary>One page of a run's points, ordered by key, step and time.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The metric; empty for all.</param>
    /// <param name="pageSize">0 for 1,000; more than <see cref="MaxPageSize"/> means that.</param>
    /// <param name="pageToken">The token of the page before; empty for the first.</param>
    /// <exception cref="LineageException">The run never was, or the token is wrong.</exception>
    public async Task<(IReadOnlyList<MetricPoint> Points, string NextPageToken)> ListMetricsAsync(
        ResourceName run, string key, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        if (pageSize < 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "page_size", "must not be negative");
        }

        var query = new MetricQuery
        {
            Run = run,
            Key = key.Length == 0 ? null : key,
            PageSize = pageSize == 0 ? DefaultPageSize : Math.Min(pageSize, MaxPageSize),
            After = PageToken.Read(pageToken, run.Value, key),
        };
        _ = await store.FindAsync(run, cancellationToken) ?? throw LineageException.NotFound(run.Value);
        var page = await store.ReadMetricsAsync(query, cancellationToken);
        return (page.Points, PageToken.Write(page.Next, run.Value, key));
    }

    private static void CheckEnd(Run run, Violations violations)
    {
        if (run.End is { } end && run.State == RunState.Running)
        {
            violations.Add($"{Field}.end_time", $"is {end}, but the state is RUNNING");
        }

        if (run.End < run.Start)
        {
            violations.Add($"{Field}.end_time", "lies before the start");
        }
    }
}
