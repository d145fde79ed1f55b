namespace Lineage.Core.Storage;

/// <summary>Metric series of runs.</summary>
public interface IMetricStore
{
    /// <summary>One page of points, ordered by key, step, time and then order of commit. Points are never merged: the same step logged twice is two points.</summary>
    ValueTask<MetricPage> ReadMetricsAsync(MetricQuery query, CancellationToken cancellationToken);
}
