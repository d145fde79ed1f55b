namespace Lineage.Columnar.PointInTime;

/// <summary>How many cells got which verdict.</summary>
public sealed record VerdictCounts(long Correct, long Future, long Stale, long Expired, long Absent, long Altered)
{
    /// <summary>All cells.</summary>
    public long Total => Correct + Offending;

    /// <summary>The cells that are not correct.</summary>
    public long Offending => Future + Stale + Expired + Absent + Altered;
}
