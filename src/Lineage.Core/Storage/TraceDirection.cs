namespace Lineage.Core.Storage;

/// <summary>Which way to follow the edges.</summary>
public enum TraceDirection
{
    /// <summary>Along the edges: what a node depends on.</summary>
    Upstream,

    /// <summary>Against the edges: what depends on a node.</summary>
    Downstream,

    /// <summary>In a trace: the union of both traces (not the whole connected component). In a path: either way at every step.</summary>
    Both,
}
