using System.Runtime.CompilerServices;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Graph;

/// <summary>Questions to the graph, within limits, each answer saying whether it is complete.</summary>
public sealed class LineageTracer(ILineageStore store, NameResolver names)
{
    /// <summary>The depth of a trace where none is asked for.</summary>
    public const int DefaultDepth = 10;

    /// <summary>The depth of a path or difference where none is asked for.</summary>
    public const int DefaultPathDepth = 20;

    /// <summary>The greatest depth.</summary>
    public const int MaxDepth = 100;

    /// <summary>The node budget of a trace where none is asked for.</summary>
    public const int DefaultBudget = 1_000;

    /// <summary>The greatest node budget.</summary>
    public const int MaxBudget = 100_000;

    private const int MaxRoots = 1_000;

    /// <summary>Walks the graph from some nodes, level by level; the last event says whether the trace is complete.</summary>
    /// <exception cref="LineageException">An argument is wrong, or a root never was (or not yet, at the as-of time).</exception>
    public async IAsyncEnumerable<TraceEvent> TraceAsync(TraceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = await QueryAsync(request, cancellationToken);
        await foreach (var part in store.TraceAsync(query, cancellationToken))
        {
            yield return part is TraceLevel level && request.NodeKinds.Count > 0
                ? level with { Nodes = [.. level.Nodes.Where(n => request.NodeKinds.Contains(n.Kind))] }
                : part;
        }
    }

    /// <summary>The whole of a trace.</summary>
    /// <exception cref="LineageException">As <see cref="TraceAsync"/>.</exception>
    public async Task<LineageGraph> CollectAsync(TraceRequest request, CancellationToken cancellationToken)
    {
        var levels = new List<TraceLevel>();
        var end = new TraceEnd(Completeness.Complete, 0);
        await foreach (var part in TraceAsync(request, cancellationToken))
        {
            switch (part)
            {
                case TraceLevel level:
                    levels.Add(level);
                    break;
                case TraceEnd last:
                    end = last;
                    break;
            }
        }

        return new LineageGraph(levels, end);
    }

    /// <summary>A shortest path between two nodes.</summary>
    /// <exception cref="LineageException">An argument is wrong, or a node never was.</exception>
    public async Task<PathResult> FindPathAsync(
        string from, string to, TraceDirection direction, int? maxDepth, int nodeBudget, Instant? asOf, CancellationToken cancellationToken)
    {
        return await store.FindPathAsync(
            new PathQuery
            {
                From = await names.ResolveAsync(from, "from", [], cancellationToken),
                To = await names.ResolveAsync(to, "to", [], cancellationToken),
                Direction = direction,
                MaxDepth = Depth(maxDepth, DefaultPathDepth, "max_depth"),
                NodeBudget = Budget(nodeBudget, MaxBudget, "node_budget"),
                AsOf = asOf is { } instant ? new CommitTime(instant) : null,
            },
            cancellationToken);
    }

    /// <summary>Any node, also a deleted one.</summary>
    /// <exception cref="LineageException">There never was one of that name.</exception>
    public async Task<Node> GetNodeAsync(string text, CancellationToken cancellationToken)
    {
        var name = await names.ResolveAsync(text, "name", [], cancellationToken);
        return await store.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
    }

    private async Task<TraceQuery> QueryAsync(TraceRequest request, CancellationToken cancellationToken)
    {
        if (request.Roots.Count is 0 or > MaxRoots)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "roots", $"must be 1 to {MaxRoots}");
        }

        var roots = new List<ResourceName>();
        foreach (var (i, root) in request.Roots.Index())
        {
            roots.Add(await names.ResolveAsync(root, $"roots[{i}]", [], cancellationToken));
        }

        return new TraceQuery
        {
            Roots = [.. roots.Distinct()],
            Direction = request.Direction,
            MaxDepth = Depth(request.MaxDepth, DefaultDepth, "max_depth"),
            NodeBudget = Budget(request.NodeBudget, DefaultBudget, "node_budget"),
            EdgeKinds = request.EdgeKinds.Count == 0 ? null : request.EdgeKinds,
            AsOf = request.AsOf is { } instant ? new CommitTime(instant) : null,
        };
    }

    internal static int Depth(int? asked, int otherwise, string field) => asked is null or (>= 0 and <= MaxDepth)
        ? asked ?? otherwise
        : throw LineageException.Invalid(ErrorReason.InvalidFields, field, $"must be 0 to {MaxDepth}");

    private static int Budget(int asked, int otherwise, string field) => asked is >= 0 and <= MaxBudget
        ? asked == 0 ? otherwise : asked
        : throw LineageException.Invalid(ErrorReason.InvalidFields, field, $"must be 1 to {MaxBudget}, or 0 for {otherwise}");
}
