using Lineage.Columnar.Time;
using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

/// <summary>A generated check: what was trained on, and what is served.</summary>
public sealed record VectorCase(
    TrainingRecord Training,
    IReadOnlyDictionary<string, object?> Values,
    IReadOnlyDictionary<string, Instant> EventTimes,
    IReadOnlyList<string> FeatureSetVersions,
    Instant? ServeTime,
    FailureMode FailureMode,
    IReadOnlyList<VectorIssueKind> AlsoBlocking)
{
    internal SampleVector Vector => new(Values, EventTimes, FeatureSetVersions, ServeTime);

    /// <summary>What matters of the case, for a failing test.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            .. Training.Inputs.Select(i => $"input {i}"),
            .. Training.Splits.SelectMany(s => s.Profile?.Columns.Select(c => $"{s.Name.Id}: {c} [{string.Join(',', c.Categories ?? ["-"])}]") ?? [$"{s.Name.Id}: none"]),
            .. Training.FeatureSets.Select(f => $"{f.Name} lag {f.Content.Lag} ttl {f.Content.TimeToLive}"),
            $"gaps {Training.WithoutLineage.Count}, {FailureMode}, also {string.Join(',', AlsoBlocking)}, serve {ServeTime}",
            .. Values.Select(v => $"{v.Key} = {v.Value ?? "null"} ({v.Value?.GetType().Name})"),
            .. EventTimes.Select(t => $"{t.Key} at {t.Value}"),
            .. FeatureSetVersions,
        ]);
}
