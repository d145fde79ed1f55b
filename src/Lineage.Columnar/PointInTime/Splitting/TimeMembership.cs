namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>By the cuts that the row's time is after.</summary>
/// <param name="cuts">In order, in nanoseconds; some may be equal.</param>
/// <param name="embargo">In nanoseconds.</param>
/// <param name="splits">How many splits; rows behind the last are left over.</param>
internal sealed class TimeMembership(Int128[] cuts, Int128 embargo, int splits) : Membership
{
    protected override byte CodeOf(SplitRows rows, int row)
    {
        var time = rows.Times[row];
        var split = 0;
        while (split < cuts.Length && time >= cuts[split])
        {
            split++;
        }

        if (split == splits)
        {
            return SplitCode.Of(NoSplit.LeftOver);
        }

        return split > 0 && time - cuts[split - 1] < embargo ? SplitCode.Of(NoSplit.Embargoed) : (byte)split;
    }
}
