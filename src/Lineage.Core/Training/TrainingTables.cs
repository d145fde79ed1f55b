using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;

namespace Lineage.Core.Training;

/// <summary>The tables of a build, opened.</summary>
internal sealed class TrainingTables
{
    private readonly BuildPlan _plan;
    private readonly IReadOnlyList<ITableSource> _histories;

    private TrainingTables(BuildPlan plan, ITableSource spine, IReadOnlyList<ITableSource> histories) =>
        (_plan, Spine, _histories, Specification) = (plan, spine, histories, plan.Over(histories));

    public ITableSource Spine { get; }

    public BuildSpecification Specification { get; }

    /// <summary>Opens the tables and holds the plan against their schemas.</summary>
    public static async Task<TrainingTables> OpenAsync(OpenedTables opened, BuildPlan plan, CancellationToken cancellationToken)
    {
        var spine = await opened.OpenAsync(plan.SpinePath, "spine_path", cancellationToken);
        List<ITableSource> histories = [];
        foreach (var history in plan.Histories)
        {
            histories.Add(await opened.OpenAsync(history.Resolved.Path, $"{history.Field}.path", cancellationToken));
        }

        var tables = new TrainingTables(plan, spine, histories);
        PointInTimeBuild.Check(spine, tables.Specification);
        if (plan.Split is not null)
        {
            SplitAssignment.Check(spine, plan.Split);
        }

        return tables;
    }

    /// <summary>The fingerprint of the spine, then of what each history shows the build.</summary>
    /// <param name="asOf">The greatest label time; null where there is none, and nothing is seen.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<DataFingerprint>> FingerprintsAsync(Instant? asOf, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var options = new FingerprintOptions { EventTimeColumn = _plan.LabelTimeColumn, EntityKeys = _plan.EntityKeys };
        List<DataFingerprint> fingerprints = [DataFingerprint.From(await Fingerprinter.ComputeAsync(Spine, options, Stage.Of(progress, "fingerprint spine"), cancellationToken))];
        for (var i = 0; i < _histories.Count; i++)
        {
            var seen = await SeenAsync(Specification.Histories[i], asOf, Stage.Of(progress, $"fingerprint {_plan.Histories[i].Name}"), cancellationToken);
            fingerprints.Add(DataFingerprint.From(seen));
        }

        return fingerprints;
    }

    /// <summary>Of the columns that the build uses and the rows up to the greatest label time and, where it counts, the knowledge that goes with it.</summary>
    private async Task<TableFingerprint> SeenAsync(FeatureHistory history, Instant? asOf, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var known = _plan.KnowledgeRule == KnowledgeRule.Unset ? null : history.KnownAtColumn;
        string[] columns = [.. history.KeyColumns, history.EventTimeColumn, .. known is null ? [] : new[] { known }, .. history.Features.Select(feature => feature.SourceName)];
        var used = new ProjectedTableSource(history.Source, [.. columns.Distinct(StringComparer.Ordinal)]);
        var options = new FingerprintOptions { EventTimeColumn = history.EventTimeColumn, KnownAtColumn = known, EntityKeys = history.KeyColumns };
        ITableSource seen = asOf is { } last ? new VisibleRowsSource(used, (history.EventTimeColumn, last), known is null ? null : (known, _plan.KnownAt ?? last)) : used;
        return await Fingerprinter.ComputeAsync(seen, options, progress, cancellationToken);
    }
}
