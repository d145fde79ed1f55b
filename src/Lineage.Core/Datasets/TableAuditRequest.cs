using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>An audit that someone asks for. What is empty or null is taken from what is registered.</summary>
public sealed record TableAuditRequest
{
    /// <summary>The project that the certificate belongs to; empty for that of the dataset version, or the default one where none is named.</summary>
    public string Parent { get; init; } = string.Empty;

    /// <summary>The dataset version audited; may end with an alias, may be empty.</summary>
    public string DatasetVersion { get; init; } = string.Empty;

    /// <summary>The table's file.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The table's key columns.</summary>
    public IReadOnlyList<string> EntityKeys { get; init; } = [];

    /// <summary>The column with the time of each label.</summary>
    public string LabelTimeColumn { get; init; } = string.Empty;

    /// <summary>The column with the label.</summary>
    public string LabelColumn { get; init; } = string.Empty;

    /// <summary>The features' histories; empty for the feature set versions that the dataset version was built from.</summary>
    public IReadOnlyList<HistoryRequest> Histories { get; init; } = [];

    /// <summary>Which knowledge time applies.</summary>
    public KnowledgeRule KnowledgeRule { get; init; }

    /// <summary>For <see cref="KnowledgeRule.Fixed"/>.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>A value that can first be used at the label's own time is not visible.</summary>
    public bool ExclusiveEventTime { get; init; }

    /// <summary>Offending rows kept for each feature.</summary>
    public int MaxFindings { get; init; } = 10;

    /// <summary>Whether the result is stored.</summary>
    public bool StoresCertificate { get; init; }

    /// <summary>What is known to be wrong already.</summary>
    public Violations Violations { get; init; } = new();
}
