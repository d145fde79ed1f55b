namespace Lineage.Core.Storage;

/// <summary>Whether an answer about the graph is all there is.</summary>
public enum Completeness
{
    /// <summary>Everything reachable was reported.</summary>
    Complete,

    /// <summary>There is more beyond the depth asked for.</summary>
    DepthReached,

    /// <summary>There is more, but the node budget was spent.</summary>
    BudgetSpent,
}
