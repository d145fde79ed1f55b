using Lineage.Columnar.PointInTime;
using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Datasets;

/// <summary>Point-in-time audits of finished training tables.</summary>
public sealed class TableAudits(IDataFiles files, INodeStore nodes, NameResolver names, CertificateRegistry certificates)
{
    /// <summary>The name of the audited table among the fingerprints of a certificate.</summary>
    public const string TableName = "table";

    private readonly AuditPlanner _planner = new(nodes, names);

    /// <summary>Audits a table, and stores the result where that is asked for: once for each request id, and only of the data that was registered.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="print">The report and the fingerprints of its data as the certificate keeps them, in JSON.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="LineageException">
    /// A field is wrong (every violation at once), something named never was, a file is no readable table, or, <see cref="ErrorReason.DataMismatch"/>, a certificate is asked
    /// for and a file is not what was registered.
    /// </exception>
    public async Task<AuditOutcome<AuditReport>> AuditAsync(
        RequestContext context,
        TableAuditRequest request,
        Func<AuditReport, IReadOnlyDictionary<string, string>, string> print,
        IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (request.StoresCertificate && await certificates.FindEarlierAsync(context, cancellationToken) is { } earlier)
        {
            return new(null, earlier);
        }

        var plan = await _planner.PlanAsync(request, cancellationToken);
        if (!request.StoresCertificate)
        {
            return new(await RunAsync(request, plan, null, progress, cancellationToken), null);
        }

        ResourceName[] subjects = [plan.DatasetVersion!.Name, .. plan.Histories.Select(h => h.Version?.Name).OfType<ResourceName>().Distinct()];
        await _planner.RequireLivingAsync([plan.Project, .. subjects], cancellationToken);
        var fingerprints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var report = await RunAsync(request, plan, fingerprints, progress, cancellationToken);
        var certificate = new Certificate
        {
            CertificateKind = CertificateKind.PointInTimeAudit,
            Verdict = report.Passed ? CertificateVerdict.Passed : CertificateVerdict.Rejected,
            Summary = AuditSummary.Of(report),
            Subjects = subjects,
            Fingerprints = fingerprints,
            Report = print(report, fingerprints),
        };
        return new(report, await certificates.StoreAsync(context, plan.Project, certificate, cancellationToken));
    }

    /// <param name="request">The rules.</param>
    /// <param name="plan">The data.</param>
    /// <param name="fingerprints">Filled with the fingerprints of the data; null for none.</param>
    private Task<AuditReport> RunAsync(
        TableAuditRequest request, AuditPlan plan, SortedDictionary<string, string>? fingerprints, IProgress<AuditProgress>? progress, CancellationToken cancellationToken) =>
        DataReading.RunAsync(async () =>
        {
            await using var opened = new OpenedTables(files);
            var table = await opened.OpenAsync(plan.Path, request.Path.Length > 0 ? "path" : "dataset_version", cancellationToken);
            List<FeatureHistory> histories = [];
            List<BoundTable> bound = [new(TableName, table, plan.DatasetVersion?.Name, ((DatasetVersion?)plan.DatasetVersion?.Content)?.Fingerprint)];
            foreach (var history in plan.Histories)
            {
                var source = await opened.OpenAsync(history.Resolved.Path, $"{history.Field}.path", cancellationToken);
                histories.Add(history.Over(source, table));
                bound.Add(new(history.Name, source, history.Version?.Name, history.Content?.Fingerprint));
            }

            var specification = SpecificationOf(request, plan, histories);
            PointInTimeAudit.Check(table, specification);
            if (fingerprints is not null)
            {
                await DataBinding.BindAsync(bound, fingerprints, progress, cancellationToken);
            }

            return await PointInTimeAudit.RunAsync(table, specification, progress, cancellationToken);
        });

    private static AuditSpecification SpecificationOf(TableAuditRequest request, AuditPlan plan, IReadOnlyList<FeatureHistory> histories) => new()
    {
        EntityKeys = plan.EntityKeys,
        LabelTimeColumn = plan.LabelTimeColumn,
        LabelColumn = plan.LabelColumn,
        Histories = histories,
        KnowledgeRule = request.KnowledgeRule,
        KnownAt = request.KnownAt,
        ExclusiveEventTime = request.ExclusiveEventTime,
        MaxFindings = request.MaxFindings,
    };
}
