using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;

namespace Lineage.Core.Training;

/// <summary>A build with everything in it that can be known before a file is opened.</summary>
internal sealed record BuildPlan
{
    /// <summary>The name of the spine among the inputs.</summary>
    public const string SpineName = "spine";

    public required string SpinePath { get; init; }

    public required IReadOnlyList<string> EntityKeys { get; init; }

    public required string LabelTimeColumn { get; init; }

    public required IReadOnlyList<HistoryPlan> Histories { get; init; }

    public KnowledgeRule KnowledgeRule { get; init; }

    public Instant? KnownAt { get; init; }

    public bool ExclusiveEventTime { get; init; }

    public SplitSpecification? Split { get; init; }

    /// <summary>The specification over opened tables.</summary>
    public BuildSpecification Over(IReadOnlyList<ITableSource> histories) => new()
    {
        EntityKeys = EntityKeys,
        LabelTimeColumn = LabelTimeColumn,
        Histories = [.. Histories.Select((history, i) => history.Joined(histories[i]))],
        KnowledgeRule = KnowledgeRule,
        KnownAt = KnownAt,
        ExclusiveEventTime = ExclusiveEventTime,
    };
}
