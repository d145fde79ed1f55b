namespace Lineage.Core.Datasets;

/// <summary>What a split is for.</summary>
public enum SplitRole
{
    /// <summary>Something else; the split's id says what.</summary>
    Other,

    /// <summary>Fitting.</summary>
    Train,

    /// <summary>Choosing among models.</summary>
    Validation,

    /// <summary>The last measurement.</summary>
    Test,
}
