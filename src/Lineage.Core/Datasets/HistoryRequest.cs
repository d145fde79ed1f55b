using Lineage.Columnar.PointInTime;

namespace Lineage.Core.Datasets;

/// <summary>The history of some features, for an audit. What is empty or null is taken from the feature set version.</summary>
public sealed record HistoryRequest
{
    /// <summary>The feature set version that the history belongs to; may end with an alias, may be empty.</summary>
    public string FeatureSetVersion { get; init; } = string.Empty;

    /// <summary>The history's file.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Its key columns, in the order of the table's.</summary>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>The column that says when a value became true.</summary>
    public string EventTimeColumn { get; init; } = string.Empty;

    /// <summary>The column that says when the store learned a value.</summary>
    public string KnownAtColumn { get; init; } = string.Empty;

    /// <summary>How long a value stays valid.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long after its event time a value can first be used.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>A null knowledge time is never visible, instead of always known.</summary>
    public bool StrictKnownAt { get; init; }

    /// <summary>The features; empty for every feature of the version that the table has a column for.</summary>
    public IReadOnlyList<FeatureMapping> Features { get; init; } = [];
}
