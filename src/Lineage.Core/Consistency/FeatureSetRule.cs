using Lineage.Columnar.Time;

namespace Lineage.Core.Consistency;

/// <summary>How old or young the values of a feature set version may be; the edges are those of point-in-time joins.</summary>
internal sealed class FeatureSetRule(TrainingFeatureSet trained)
{
    private readonly TimeSpan _lag = trained.Content.Lag;
    private readonly TimeSpan? _timeToLive = trained.Content.TimeToLive;

    public string Name { get; } = trained.Name.Value;

    /// <summary>The name up to the version.</summary>
    public string Prefix { get; } = $"{trained.FeatureSet}/versions/";

    /// <summary>Exactly at its lag a value can be used already, and exactly at its time to live it still can.</summary>
    public void Check(EventTime time, Instant serveTime, ref VectorIssueList issues)
    {
        if (time.Instant + _lag > serveTime)
        {
            issues.Add(VectorIssueKind.FutureValue, Name, time.ToString(), $"at most {serveTime - _lag}, the serving time less the lag");
        }
        else if (_timeToLive is { } timeToLive && time.Instant + timeToLive < serveTime)
        {
            issues.Add(VectorIssueKind.StaleValue, Name, time.ToString(), $"at least {serveTime - timeToLive}, the serving time less the time to live");
        }
    }
}
