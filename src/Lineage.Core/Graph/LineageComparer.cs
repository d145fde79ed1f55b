using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Models;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Graph;

/// <summary>Says what changed upstream between two versions: which dependences came, went, or are of another version, and what differs between these.</summary>
public sealed class LineageComparer(LineageTracer tracer, IVersionRules<FeatureSetVersion> featureSets, IVersionRules<DatasetVersion> datasets, IVersionRules<ModelVersion> models)
{
    /// <summary>Compares the upstream of two nodes; the nodes themselves are compared too.</summary>
    /// <exception cref="Errors.LineageException">A node never was, or the depth is wrong.</exception>
    public async Task<LineageDifference> CompareAsync(string before, string after, int? maxDepth, CancellationToken cancellationToken)
    {
        var earlier = await UpstreamAsync(before, maxDepth, cancellationToken);
        var later = await UpstreamAsync(after, maxDepth, cancellationToken);
        var earlierNodes = earlier.Nodes.ToDictionary(n => n.Name);
        var laterNodes = later.Nodes.ToDictionary(n => n.Name);
        var left = earlierNodes.Values.Where(n => !laterNodes.ContainsKey(n.Name)).ToLookup(n => PlaceOf(n.Name), StringComparer.Ordinal);
        var right = laterNodes.Values.Where(n => !earlierNodes.ContainsKey(n.Name)).ToLookup(n => PlaceOf(n.Name), StringComparer.Ordinal);
        var places = left.Select(g => g.Key).Union(right.Select(g => g.Key)).Order(StringComparer.Ordinal);
        return new LineageDifference(
            [.. places.Select(p => Change(p, [.. left[p]], [.. right[p]]))],
            earlierNodes.Keys.Count(laterNodes.ContainsKey),
            earlier.End.Completeness == Completeness.Complete ? later.End.Completeness : earlier.End.Completeness);
    }

    /// <summary>What stays the same when the version changes: the collection, and for a split its id beneath it.</summary>
    private static string PlaceOf(ResourceName name) => name.Kind switch
    {
        NodeKind.FeatureSetVersion or NodeKind.DatasetVersion or NodeKind.ModelVersion or NodeKind.Run => name.Parent!.Value,
        NodeKind.Split => $"{name.Parent!.Parent!.Value}/versions/-/splits/{name.Id}",
        _ => name.Value,
    };

    private Task<LineageGraph> UpstreamAsync(string root, int? maxDepth, CancellationToken cancellationToken) => tracer.CollectAsync(
        new TraceRequest
        {
            Roots = [root],
            Direction = TraceDirection.Upstream,
            MaxDepth = LineageTracer.Depth(maxDepth, LineageTracer.DefaultPathDepth, "max_depth"),
            NodeBudget = LineageTracer.MaxBudget,
            EdgeKinds = Enum.GetValues<EdgeKind>().Where(k => k != EdgeKind.VerifiedBy).ToHashSet(),
        },
        cancellationToken);

    private LineageChange Change(string place, IReadOnlyList<Node> before, IReadOnlyList<Node> after)
    {
        var kind = before.Count == 0 ? LineageChangeKind.Added : after.Count == 0 ? LineageChangeKind.Removed : LineageChangeKind.VersionChanged;
        IReadOnlyList<string> details = before.Count == 1 && after.Count == 1 ? [.. Details(before[0].Content, after[0].Content)] : [];
        return new LineageChange(kind, place, [.. before.Select(n => n.Name)], [.. after.Select(n => n.Name)], details);
    }

    private IEnumerable<string> Details(NodeContent before, NodeContent after) => (before, after) switch
    {
        (FeatureSetVersion b, FeatureSetVersion a) => [.. featureSets.Compare(b, a).Select(d => d.Reason), .. Columns(b.Fingerprint, a.Fingerprint)],
        (DatasetVersion b, DatasetVersion a) => [.. datasets.Compare(b, a).Select(d => d.Reason), .. Columns(b.Fingerprint, a.Fingerprint)],
        (ModelVersion b, ModelVersion a) => models.Compare(b, a).Select(d => d.Reason),
        (Split b, Split a) => Columns(b.Fingerprint, a.Fingerprint),
        (Run b, Run a) => VersionDifference.OfValues(BumpKind.Minor, "the parameters", b.Parameters, a.Parameters).Select(d => d.Reason),
        _ => [],
    };

    /// <summary>What two stored fingerprints say about the data.</summary>
    private static IEnumerable<string> Columns(DataFingerprint? before, DataFingerprint? after)
    {
        if (before is null || after is null || before.Algorithm != after.Algorithm || before.Order != after.Order || before.Content == after.Content)
        {
            yield break;
        }

        if (before.Rows != after.Rows)
        {
            yield return $"rows changed from {before.Rows} to {after.Rows}";
        }

        var later = after.Columns.ToDictionary(c => c.Name, c => c.Digest);
        var changed = before.Columns.Where(c => later.TryGetValue(c.Name, out var digest) && digest != c.Digest).Select(c => c.Name).ToList();
        if (changed.Count > 0)
        {
            yield return $"values changed in the columns {string.Join(", ", changed)}";
        }
    }
}
