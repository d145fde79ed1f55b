using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>Which history values belong to which rows of a table, and by which rules.</summary>
public abstract record JoinSpecification
{
    /// <summary>The table's key columns.</summary>
    public required IReadOnlyList<string> EntityKeys { get; init; }

    /// <summary>The table's column with the time of each label: a timestamp, or a date, which means its midnight in UTC.</summary>
    public required string LabelTimeColumn { get; init; }

    /// <summary>Where the features come from.</summary>
    public required IReadOnlyList<FeatureHistory> Histories { get; init; }

    /// <summary>Which knowledge time applies.</summary>
    public KnowledgeRule KnowledgeRule { get; init; }

    /// <summary>For <see cref="KnowledgeRule.Fixed"/> only.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>A value that can first be used at the label's own time is not visible.</summary>
    public bool ExclusiveEventTime { get; init; }
}
