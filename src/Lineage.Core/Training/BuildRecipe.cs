using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;

namespace Lineage.Core.Training;

/// <summary>How a dataset version was built: with the keys and the label time of the version, enough to build it again.</summary>
public sealed record BuildRecipe
{
    /// <summary>The spine.</summary>
    public required BuildInput Spine { get; init; }

    /// <summary>The histories, with nothing in them left to be looked up.</summary>
    public required IReadOnlyList<HistoryRequest> Histories { get; init; }

    /// <summary>What each history held.</summary>
    public required IReadOnlyList<BuildInput> Inputs { get; init; }

    /// <summary>Which knowledge time applied.</summary>
    public KnowledgeRule KnowledgeRule { get; init; }

    /// <summary>For <see cref="KnowledgeRule.Fixed"/>.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>A value with the label's own time was not visible.</summary>
    public bool ExclusiveEventTime { get; init; }

    /// <summary>The greatest label time, beyond which no event could be seen; null where there was none.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>How the table was divided; null where it was not.</summary>
    public SplitRecord? Split { get; init; }
}
