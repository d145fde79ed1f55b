namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Why a row came into no split.</summary>
public enum NoSplit
{
    /// <summary>A part of its key is null.</summary>
    NullKey,

    /// <summary>Its label time is null.</summary>
    NullTime,

    /// <summary>Its time is within the embargo after a cut.</summary>
    Embargoed,

    /// <summary>The fractions sum to less than 1, and it belongs to the rest.</summary>
    LeftOver,
}
