namespace Lineage.Columnar.Fingerprinting;

/// <summary>Whether the order of rows is part of the content. The order of columns never is.</summary>
public enum RowOrder
{
    /// <summary>It is not; duplicates count.</summary>
    Multiset,

    /// <summary>It is.</summary>
    Ordered,
}
