using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>An audit with everything in it that can be known before a file is opened.</summary>
/// <param name="Project">Where a certificate belongs.</param>
/// <param name="DatasetVersion">The dataset version; null where none was named.</param>
/// <param name="Path">The table's file.</param>
/// <param name="EntityKeys">The table's key columns.</param>
/// <param name="LabelTimeColumn">Its label time.</param>
/// <param name="LabelColumn">Its label; null for none.</param>
/// <param name="Histories">In the order of the request, or of what the dataset version was built from.</param>
internal sealed record AuditPlan(
    ResourceName Project,
    Node? DatasetVersion,
    string Path,
    IReadOnlyList<string> EntityKeys,
    string LabelTimeColumn,
    string? LabelColumn,
    IReadOnlyList<HistoryPlan> Histories);
