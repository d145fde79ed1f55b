using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>The history of some features: one row for each entity, event time and revision, in any order.</summary>
public sealed record FeatureHistory
{
    /// <summary>How reports and progress name it.</summary>
    public required string Name { get; init; }

    /// <summary>The history. It is read at least once, and again where cells have to be explained; it stays the caller's to dispose.</summary>
    public required ITableSource Source { get; init; }

    /// <summary>Its key columns, in the order of the table's entity keys.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    /// <summary>When a value became true. A null is never visible.</summary>
    public required string EventTimeColumn { get; init; }

    /// <summary>When the store learned a value; null where the history does not say.</summary>
    public string? KnownAtColumn { get; init; }

    /// <summary>
    /// How long after its event time a value may be used, that instant included; null for ever. It is applied to the newest visible value: where that is too
    /// old, no value is expected.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long after its event time a value can first be used.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>A null knowledge time is never visible, instead of always known. Without a knowledge rule it changes nothing.</summary>
    public bool StrictKnownAt { get; init; }

    /// <summary>The features audited.</summary>
    public required IReadOnlyList<FeatureMapping> Features { get; init; }
}
