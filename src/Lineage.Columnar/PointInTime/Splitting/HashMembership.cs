namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>By the hash of the row's identity or entity.</summary>
internal sealed class HashMembership(SplitThresholds thresholds) : Membership
{
    protected override byte CodeOf(SplitRows rows, int row)
    {
        var split = thresholds.Find(rows.Hashes[row]);
        return split < thresholds.Count ? (byte)split : SplitCode.Of(NoSplit.LeftOver);
    }
}
