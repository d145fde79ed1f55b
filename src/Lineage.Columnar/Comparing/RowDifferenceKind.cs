namespace Lineage.Columnar.Comparing;

/// <summary>In which way a row differs.</summary>
public enum RowDifferenceKind
{
    /// <summary>Only the earlier table has it.</summary>
    Removed,

    /// <summary>Only the later table has it.</summary>
    Added,

    /// <summary>Both tables have a row of this key, with other values.</summary>
    Changed,
}
