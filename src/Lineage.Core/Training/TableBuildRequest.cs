using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Core.Training;

/// <summary>A training table that someone asks for. What is empty or null in a history is taken from its feature set version.</summary>
public sealed record TableBuildRequest
{
    /// <summary>The dataset.</summary>
    public required string Parent { get; init; }

    /// <summary>The version in the dataset's scheme; empty to have one made.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The spine's file.</summary>
    public required string SpinePath { get; init; }

    /// <summary>The spine's key columns.</summary>
    public required IReadOnlyList<string> EntityKeys { get; init; }

    /// <summary>The column with the time of each label.</summary>
    public required string LabelTimeColumn { get; init; }

    /// <summary>The column with the label; empty for none.</summary>
    public string LabelColumn { get; init; } = string.Empty;

    /// <summary>The features' histories.</summary>
    public required IReadOnlyList<HistoryRequest> Histories { get; init; }

    /// <summary>Which knowledge time applies.</summary>
    public KnowledgeRule KnowledgeRule { get; init; }

    /// <summary>For <see cref="KnowledgeRule.Fixed"/>.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>A value with the label's own time is not visible.</summary>
    public bool ExclusiveEventTime { get; init; }

    /// <summary>How the table is divided; null for not at all.</summary>
    public SplitRequest? Split { get; init; }

    /// <summary>The new folder; empty to have its name made.</summary>
    public string OutputPath { get; init; } = string.Empty;

    /// <summary>How the files are written.</summary>
    public TableFormat Format { get; init; } = TableFormat.Parquet;

    /// <summary>Text for people.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Key-value labels.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>What is known to be wrong already.</summary>
    public Violations Violations { get; init; } = new();
}
