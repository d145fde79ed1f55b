namespace Lineage.Columnar.PointInTime;

/// <summary>What an audit says of one cell.</summary>
public enum CellVerdict
{
    /// <summary>The value that was visible, or null where none was.</summary>
    Correct,

    /// <summary>A value of the entity that was not visible yet: a leak.</summary>
    Future,

    /// <summary>A value that a newer visible one had replaced.</summary>
    Stale,

    /// <summary>A value beyond its time to live.</summary>
    Expired,

    /// <summary>A value was visible, but the cell is null.</summary>
    Absent,

    /// <summary>A value that no row of the entity's history explains.</summary>
    Altered,
}
