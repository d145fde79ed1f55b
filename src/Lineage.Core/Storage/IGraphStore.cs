namespace Lineage.Core.Storage;

/// <summary>The graph verbs; each store does them natively.</summary>
public interface IGraphStore
{
    /// <summary>One page of the edges at a node, ordered by the name of the kind, the name at the other end, and time of creation.</summary>
    ValueTask<EdgePage> ListEdgesAsync(EdgeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Walks the graph breadth-first from the roots. The stream is one <see cref="TraceLevel"/> a depth (0 holds the roots), each with its
    /// nodes in name order and every edge between the level before and this one or any node seen earlier, and ends with exactly one <see cref="TraceEnd"/>, which says
    /// whether the trace is complete. A node appears once, at its least depth; a cycle ends the walk, it does not repeat it. Every edge appears once, and both its ends have been reported by then.
    /// Tombstones are part of the graph.
    /// </summary>
    /// <remarks>The node budget counts reported nodes, roots included. A level that does not fit is cut in name order, and no edge to a node that was cut is reported.</remarks>
    /// <exception cref="Errors.LineageException">A root does not exist (or did not at the as-of time).</exception>
    IAsyncEnumerable<TraceEvent> TraceAsync(TraceQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// A shortest path between two nodes; among several the one whose sequence of names comes first need not be chosen, but the same graph gives the same answer.
    /// </summary>
    /// <exception cref="Errors.LineageException">One of the two nodes does not exist (or did not at the as-of time).</exception>
    ValueTask<PathResult> FindPathAsync(PathQuery query, CancellationToken cancellationToken);
}
