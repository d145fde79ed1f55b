using System.Globalization;
using System.Text;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance;

/// <summary>Answers as texts, so that two can be compared and a difference can be read. Etags are left out, for they are opaque.</summary>
public static class StoreText
{
    private const int PageSize = 100;

    /// <summary>Everything a store tells: nodes, tombstones, edges now and at the time of every audit entry, metrics and the audit log.</summary>
    public static async Task<string> OfAsync(ILineageStore store, CancellationToken cancellationToken, bool withEtags = true)
    {
        var text = new StringBuilder();
        var entries = await AllEntriesAsync(store, cancellationToken);
        var times = entries.Select(e => (CommitTime?)e.Time).Distinct().Append(null).ToList();
        foreach (var kind in Enum.GetValues<NodeKind>())
        {
            foreach (var node in await AllNodesAsync(store, new NodeQuery { Kind = kind, ShowDeleted = true, PageSize = PageSize }, cancellationToken))
            {
                text.AppendLine(Of(node)).AppendLine(withEtags ? node.Etag : string.Empty);
                foreach (var time in times)
                {
                    await AppendEdgesAsync(text, store, node.Name, time, cancellationToken);
                }

                for (string? after = null, last = string.Empty; last is not null; after = last)
                {
                    var page = await store.ReadMetricsAsync(new MetricQuery { Run = node.Name, PageSize = PageSize, After = after }, cancellationToken);
                    page.Points.ToList().ForEach(p => text.AppendLine(Of(p)));
                    last = page.Next;
                }
            }
        }

        entries.ForEach(e => text.AppendLine(e.ToString()));
        return text.ToString();
    }

    /// <summary>Every node of a listing, page by page.</summary>
    public static async Task<List<Node>> AllNodesAsync(ILineageStore store, NodeQuery query, CancellationToken cancellationToken)
    {
        var nodes = new List<Node>();
        for (var next = query; ;)
        {
            var page = await store.ListAsync(next, cancellationToken);
            Assert.InRange(page.Nodes.Count, 0, query.PageSize);
            nodes.AddRange(page.Nodes);
            if (page.Next is null)
            {
                return nodes;
            }

            Assert.Equal(query.PageSize, page.Nodes.Count);
            next = query with { After = page.Next };
        }
    }

    /// <summary>Every edge of a listing, page by page.</summary>
    public static async Task<List<Edge>> AllEdgesAsync(ILineageStore store, EdgeQuery query, CancellationToken cancellationToken)
    {
        var edges = new List<Edge>();
        for (var next = query; ;)
        {
            var page = await store.ListEdgesAsync(next, cancellationToken);
            Assert.InRange(page.Edges.Count, 0, query.PageSize);
            edges.AddRange(page.Edges);
            if (page.Next is null)
            {
                return edges;
            }

            Assert.Equal(query.PageSize, page.Edges.Count);
            next = query with { After = page.Next };
        }
    }

    /// <summary>The whole audit log.</summary>
    public static async Task<List<AuditEntry>> AllEntriesAsync(ILineageStore store, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        for (long? after = null, last = 0; last is not null; after = last)
        {
            var page = await store.ReadAuditAsync(new AuditQuery { PageSize = PageSize, After = after }, cancellationToken);
            entries.AddRange(page.Entries);
            last = page.Next;
        }

        return entries;
    }

    public static string Of(Node? node) => node is null
        ? "nothing"
        : $"{node.Name} {node.CreateTime} {node.UpdateTime} {node.DeleteTime} {Encoding.UTF8.GetString(NodeContentJson.Serialize(node.Kind, node.Content))}";

    public static string Of(Edge edge) =>
        $"{edge.From} {edge.Kind} {edge.To} {edge.CreateTime} {edge.CloseTime} {string.Join(',', edge.Properties.Select(p => $"{p.Key}={p.Value}"))}";

    public static string Of(MetricPoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Key} {point.Step} {point.Value:R} {point.Time}");

    public static string Of(TraceEvent traced) => traced switch
    {
        TraceLevel level => $"level {level.Depth}\n  {string.Join("\n  ", level.Nodes.Select(Of).Concat(level.Edges.Select(Of)))}",
        TraceEnd end => $"{end.Completeness} {end.KnownUnreported}",
        _ => throw new ArgumentException("There is no such event.", nameof(traced)),
    };

    private static async Task AppendEdgesAsync(StringBuilder text, ILineageStore store, ResourceName node, CommitTime? time, CancellationToken cancellationToken)
    {
        var query = new EdgeQuery { Node = node, Direction = TraceDirection.Upstream, AsOf = time, PageSize = PageSize };
        var edges = await AllEdgesAsync(store, query, cancellationToken);
        edges.ForEach(e => text.Append(time).Append(": ").AppendLine(Of(e)));
    }
}
