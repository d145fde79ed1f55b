using Lineage.Columnar.PointInTime;
using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Datasets;

/// <summary>Checks of the splits of a dataset for what they share.</summary>
public sealed class SplitAudits(IDataFiles files, INodeStore nodes, NameResolver names, CertificateRegistry certificates)
{
    private const int PageSize = 1_000;
    private readonly AuditPlanner _planner = new(nodes, names);

    /// <summary>Checks splits, and stores the result where that is asked for: once for each request id, and only of the data that was registered.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="print">The report and the fingerprints of its data as the certificate keeps them, in JSON.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="LineageException">
    /// A field is wrong (every violation at once), something named never was, a file is no readable table, or, <see cref="ErrorReason.DataMismatch"/>, a certificate is asked
    /// for and a file is not what was registered.
    /// </exception>
    public async Task<AuditOutcome<JudgedSplits>> CheckAsync(
        RequestContext context,
        SplitAuditRequest request,
        Func<JudgedSplits, IReadOnlyDictionary<string, string>, string> print,
        IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (request.StoresCertificate && await certificates.FindEarlierAsync(context, cancellationToken) is { } earlier)
        {
            return new(null, earlier);
        }

        var violations = request.Violations;
        var node = await _planner.FindAsync(request.DatasetVersion, "dataset_version", NodeKind.DatasetVersion, violations, cancellationToken);
        var project = violations.Collect(() => AuditPlanner.ProjectOf(request.Parent, node));
        violations.Require(!request.StoresCertificate || request.DatasetVersion.Length > 0, "dataset_version", "is required where a certificate is stored");
        var splits = await SplitsAsync(request, node, cancellationToken);
        var resolved = Resolve(request, (DatasetVersion?)node?.Content);
        new MissingFields(request.DatasetVersion, node, violations).Require(resolved.EntityKeys.Count > 0, "entity_keys");
        violations.ThrowIfAny();
        if (!request.StoresCertificate)
        {
            return new(await RunAsync(resolved, splits, null, progress, cancellationToken), null);
        }

        ResourceName[] subjects = [node!.Name, .. splits.Select(s => s.Node?.Name).OfType<ResourceName>()];
        await _planner.RequireLivingAsync([project!, .. subjects], cancellationToken);
        var fingerprints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var judged = await RunAsync(resolved, splits, fingerprints, progress, cancellationToken);
        var certificate = new Certificate
        {
            CertificateKind = CertificateKind.SplitCheck,
            Verdict = judged.Verdict,
            Summary = AuditSummary.Of(judged.Report),
            Subjects = subjects,
            Fingerprints = fingerprints,
            Report = print(judged, fingerprints),
        };
        return new(judged, await certificates.StoreAsync(context, project!, certificate, cancellationToken));
    }

    private static SplitAuditRequest Resolve(SplitAuditRequest request, DatasetVersion? version) => request with
    {
        EntityKeys = request.EntityKeys.Count > 0 ? request.EntityKeys : version?.EntityKeys ?? [],
        TimeColumn = request.TimeColumn.Length > 0 ? request.TimeColumn : version?.LabelTimeColumn ?? string.Empty,
    };

    /// <summary>The splits by id, in the order of their ids.</summary>
    private async Task<IReadOnlyList<SplitPlan>> SplitsAsync(SplitAuditRequest request, Node? version, CancellationToken cancellationToken)
    {
        var registered = await RegisteredAsync(version, cancellationToken);
        var paths = request.Paths.Count > 0 ? request.Paths : registered.ToDictionary(s => s.Key, _ => string.Empty);
        request.Violations.Require(paths.Count > 1, "paths", "at least two splits are needed");
        List<SplitPlan> splits = [];
        foreach (var (id, path) in paths.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var split = new SplitPlan(id, path, registered.GetValueOrDefault(id));
            splits.Add(split with { Path = path.Length > 0 ? path : split.Content?.DataUri ?? string.Empty });
            var missing = new MissingFields(split.Node is null ? string.Empty : id, split.Node, request.Violations);
            missing.Require(splits[^1].Path.Length > 0, $"paths[{Identifier.Printable(id)}]");
        }

        return splits;
    }

    private async Task<Dictionary<string, Node>> RegisteredAsync(Node? version, CancellationToken cancellationToken)
    {
        var splits = new Dictionary<string, Node>(StringComparer.Ordinal);
        var query = version is null ? null : new NodeQuery { Kind = NodeKind.Split, Within = version.Name, PageSize = PageSize };
        while (query is not null)
        {
            var page = await nodes.ListAsync(query, cancellationToken);
            foreach (var split in page.Nodes)
            {
                splits[split.Name.Id] = split;
            }

            query = page.Next is null ? null : query with { After = page.Next };
        }

        return splits;
    }

    private Task<JudgedSplits> RunAsync(
        SplitAuditRequest request, IReadOnlyList<SplitPlan> splits, SortedDictionary<string, string>? fingerprints, IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken) => DataReading.RunAsync(async () =>
        {
            await using var opened = new OpenedTables(files);
            List<SplitTable> tables = [];
            foreach (var split in splits)
            {
                tables.Add(new(split.Id, await opened.OpenAsync(split.Path, $"paths[{Identifier.Printable(split.Id)}]", cancellationToken)));
            }

            var time = request.TimeColumn.Length > 0 ? request.TimeColumn : null;
            SplitChecks.Check(tables, request.EntityKeys, time);
            if (fingerprints is not null)
            {
                var bound = splits.Zip(tables, (split, table) => new BoundTable(split.Id, table.Table, split.Node?.Name, split.Content?.Fingerprint)).ToList();
                await DataBinding.BindAsync(bound, fingerprints, progress, cancellationToken);
            }

            var report = await SplitChecks.RunAsync(tables, request.EntityKeys, time, progress, cancellationToken);
            return new JudgedSplits(report, VerdictOf(report, splits));
        });

    private static CertificateVerdict VerdictOf(SplitReport report, IReadOnlyList<SplitPlan> splits)
    {
        var methods = splits.ToDictionary(s => s.Id, s => s.Content?.Method?.Kind, StringComparer.Ordinal);
        if (report.Overlaps.Any(o => o.DuplicateRows > 0 || (o.SharedEntities > 0 && AreBy(o, "entity")) || (o.OverlapFrom is not null && AreBy(o, "time"))))
        {
            return CertificateVerdict.Rejected;
        }

        var warns = report.Overlaps.Any(o => o.SharedEntities > 0 || o.OverlapFrom is not null);
        return warns ? CertificateVerdict.PassedWithWarnings : CertificateVerdict.Passed;

        bool AreBy(SplitOverlap overlap, string method) =>
            string.Equals(methods[overlap.First], method, StringComparison.Ordinal) || string.Equals(methods[overlap.Second], method, StringComparison.Ordinal);
    }
}
