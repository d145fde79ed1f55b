namespace Lineage.Columnar.Incremental;

/// <summary>What became of the table that a manifest knows.</summary>
public enum IncrementalVerdict
{
    /// <summary>There was no manifest.</summary>
    Created,

    /// <summary>Every part is where and as it was, and there is no other.</summary>
    Unchanged,

    /// <summary>Every part is where and as it was, and there are more.</summary>
    Appended,

    /// <summary>A part is gone, changed or elsewhere.</summary>
    Rewritten,
}
