using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Training;

/// <summary>Builds registered versions again by their recipes, to see whether they are still what they were; nothing is written but the certificate.</summary>
public sealed class BuildReplays(IDataFiles files, INodeStore nodes, NameResolver names, CertificateRegistry certificates)
{
    private readonly AuditPlanner _planner = new(nodes, names);

    /// <summary>Replays a build, and stores the result where that is asked for: once for each request id.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="datasetVersion">The version; may end with an alias.</param>
    /// <param name="storesCertificate">Whether the result is stored.</param>
    /// <param name="print">The report and the fingerprint of the table as the certificate keeps them, in JSON.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    /// <exception cref="LineageException">The version never was, the service did not build it, or a file is no readable table or no longer fits the recipe.</exception>
    public async Task<AuditOutcome<ReplayReport>> ReplayAsync(
        RequestContext context, string datasetVersion, bool storesCertificate, Func<ReplayReport, string> print, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        if (storesCertificate && await certificates.FindEarlierAsync(context, cancellationToken) is { } earlier)
        {
            return new(null, earlier);
        }

        var name = await names.ResolveAsync(datasetVersion, "dataset_version", [NodeKind.DatasetVersion], cancellationToken);
        var node = await nodes.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
        var version = (DatasetVersion)node.Content;
        var recipe = version.Recipe
            ?? throw LineageException.About(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, name.Value, $"{name} was not built by the service, so it has no recipe");
        ResourceName[] subjects = [name, .. version.BuiltFrom.Select(input => input.FeatureSetVersion)];
        if (storesCertificate)
        {
            await _planner.RequireLivingAsync([name.Project, .. subjects], cancellationToken);
        }

        var report = await RunAsync(name, version, recipe, progress, cancellationToken);
        if (!storesCertificate)
        {
            return new(report, null);
        }

        var certificate = new Certificate
        {
            CertificateKind = CertificateKind.BuildReplay,
            Verdict = report.IsReproduced ? CertificateVerdict.Passed : CertificateVerdict.Rejected,
            Summary = SummaryOf(report),
            Subjects = subjects,
            Fingerprints = new SortedDictionary<string, string>(StringComparer.Ordinal) { [TableAudits.TableName] = version.Fingerprint!.Text },
            Report = print(report),
        };
        return new(report, await certificates.StoreAsync(context, name.Project, certificate, cancellationToken));
    }

    private static string SummaryOf(ReplayReport report)
    {
        var changed = report.Inputs.Where(input => !input.IsUnchanged).Select(input => input.Name).ToList();
        return report.IsReproduced
            ? changed.Count == 0 ? "built again, the table is the same" : $"built again, the table is the same, though {string.Join(", ", changed)} changed"
            : $"built again, the table is another{(changed.Count == 0 ? ", though every input is the same" : $": {string.Join(", ", changed)} changed")}";
    }

    private static BuildPlan PlanOf(DatasetVersion version, BuildRecipe recipe)
    {
        HashSet<string> taken = [BuildPlan.SpineName];
        return new()
        {
            SpinePath = recipe.Spine.Path,
            EntityKeys = version.EntityKeys,
            LabelTimeColumn = version.LabelTimeColumn,
            Histories = [.. recipe.Histories.Select((history, i) => new HistoryPlan(
                HistoryPlanner.UniqueName(history.FeatureSetVersion.Length > 0 ? history.FeatureSetVersion : history.Path, taken), $"histories[{i}]", null, history))],
            KnowledgeRule = recipe.KnowledgeRule,
            KnownAt = recipe.KnownAt,
            ExclusiveEventTime = recipe.ExclusiveEventTime,
            Split = recipe.Split?.ToSpecification(),
        };
    }

    private Task<ReplayReport> RunAsync(ResourceName name, DatasetVersion version, BuildRecipe recipe, IProgress<AuditProgress>? progress, CancellationToken cancellationToken) =>
        DataReading.RunAsync(async () =>
        {
            var plan = PlanOf(version, recipe);
            await using var opened = new OpenedTables(files);
            var tables = await TrainingTables.OpenAsync(opened, plan, cancellationToken);
            var assignment = plan.Split is null ? null : await SplitAssignment.RunAsync(tables.Spine, plan.Split, progress, cancellationToken);
            await using var table = await PointInTimeBuild.RunAsync(tables.Spine, tables.Specification, Stage.Of(progress, "join"), cancellationToken);
            var (whole, changed) = await CompareAsync(name, version, table, assignment, progress, cancellationToken);
            var now = await tables.FingerprintsAsync(recipe.AsOf, progress, cancellationToken);
            BuildInput[] then = [recipe.Spine, .. recipe.Inputs];
            string[] inputs = [BuildPlan.SpineName, .. plan.Histories.Select(history => history.Name)];
            return new ReplayReport(whole, [.. inputs.Select((input, i) => new ReplayedInput(input, Difference(then[i].Fingerprint, now[i])))], changed);
        });

    private async Task<(FingerprintDifference Whole, IReadOnlyList<string> ChangedSplits)> CompareAsync(
        ResourceName name, DatasetVersion version, TrainingTable table, SplitAssignment? assignment, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var options = new FingerprintOptions { EventTimeColumn = version.LabelTimeColumn, EntityKeys = version.EntityKeys };
        if (assignment is null)
        {
            return (Difference(version.Fingerprint!, DataFingerprint.From(await Fingerprinter.ComputeAsync(table, options, Stage.Of(progress, "fingerprint table"), cancellationToken))), []);
        }

        var registered = await nodes.FindManyAsync([.. assignment.Splits.Select(split => name.Child(NodeKind.Split, split.Split, "splits"))], cancellationToken);
        FingerprintState? whole = null;
        List<string> changed = [];
        for (var i = 0; i < assignment.Splits.Count; i++)
        {
            var (split, rows) = (assignment.Splits[i].Split, new SplitRowsSource(table, assignment, i));
            var state = await Fingerprinter.ComputeStateAsync(rows, options, 1, Stage.Of(progress, $"fingerprint {split}"), cancellationToken);
            if (((Split?)registered[i]?.Content)?.Fingerprint?.Text != state.Finish().ToString())
            {
                changed.Add(split);
            }

            whole ??= new FingerprintBuilder(table.Schema, options, table.Description).State;
            whole.Add(state);
        }

        return (Difference(version.Fingerprint!, DataFingerprint.From(whole!.Finish())), changed);
    }

    private static FingerprintDifference Difference(DataFingerprint then, DataFingerprint now) =>
        FingerprintComparison.Compare(then.ToTableFingerprint("recipe"), now.ToTableFingerprint("replay"));
}
