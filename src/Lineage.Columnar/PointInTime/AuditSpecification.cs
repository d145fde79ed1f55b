using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>What an audit looks at, and by which rules.</summary>
public sealed record AuditSpecification
{
    /// <summary>The most findings that can be asked for.</summary>
    public const int MostFindings = 1000;

    /// <summary>The table's key columns.</summary>
    public required IReadOnlyList<string> EntityKeys { get; init; }

    /// <summary>The table's column with the time of each label: a timestamp, or a date, which means its midnight in UTC.</summary>
    public required string LabelTimeColumn { get; init; }

    /// <summary>The table's column with the label, to be compared with every feature; null for no comparison.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Where the features come from.</summary>
    public required IReadOnlyList<FeatureHistory> Histories { get; init; }

    /// <summary>Which knowledge time applies.</summary>
    public KnowledgeRule KnowledgeRule { get; init; }

    /// <summary>For <see cref="KnowledgeRule.Fixed"/> only.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>A value that can first be used at the label's own time is not visible.</summary>
    public bool ExclusiveEventTime { get; init; }

    /// <summary>Offending rows kept for each feature, 0 to <see cref="MostFindings"/>.</summary>
    public int MaxFindings { get; init; } = 10;
}
