namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>What a cut is told by.</summary>
public enum SplitClock
{
    /// <summary>An instant: it cuts timestamps with a zone, and dates.</summary>
    Zoned,

    /// <summary>A date and time without a zone: it cuts timestamps without one, and dates.</summary>
    Local,

    /// <summary>The start of a day: it cuts timestamps of both kinds, and dates.</summary>
    Date,
}
