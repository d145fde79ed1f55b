using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Graph;

/// <summary>What the tests of graph verbs share: traces as one line of text.</summary>
public abstract class GraphConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    protected static TraceQuery From(params string[] roots) => new()
    {
        Roots = [.. roots.Select(SourceName)],
        Direction = TraceDirection.Upstream,
        MaxDepth = 100,
        NodeBudget = 1_000,
    };

    /// <summary>
    /// A trace as <c>0: a | 1: b c [a>b a>c] | Complete 0</c>: each level with its nodes and edges, then the end.
    /// </summary>
    protected async Task<string> TraceAsync(TraceQuery query) => string.Join(" | ", (await EventsAsync(query)).Select(Text));

    protected async Task<List<TraceEvent>> EventsAsync(TraceQuery query)
    {
        var events = new List<TraceEvent>();
        await foreach (var traced in Store.TraceAsync(query, Token))
        {
            events.Add(traced);
        }

        return events;
    }

    protected static string Text(TraceEvent traced) => traced switch
    {
        TraceLevel { Edges.Count: 0 } level => $"{level.Depth}: {string.Join(' ', level.Nodes.Select(n => n.Name.Id))}",
        TraceLevel level => $"{level.Depth}: {string.Concat(level.Nodes.Select(n => n.Name.Id + ' '))}[{string.Join(' ', level.Edges.Select(Arrow))}]",
        TraceEnd end => $"{end.Completeness} {end.KnownUnreported}",
        _ => throw new ArgumentException("There is no such event.", nameof(traced)),
    };
}
