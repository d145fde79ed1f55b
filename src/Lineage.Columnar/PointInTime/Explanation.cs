namespace Lineage.Columnar.PointInTime;

/// <summary>A history row that holds what a cell holds, and how far it is from the cell's label time.</summary>
internal readonly record struct Explanation(CellVerdict Verdict, Int128 Distance, Revision Row)
{
    /// <summary>Whether this one is the better explanation: the nearer one, then the leak, then the newer row.</summary>
    public bool IsBetterThan(Explanation other)
    {
        if (Distance != other.Distance)
        {
            return Distance < other.Distance;
        }

        var (leak, otherLeak) = (Verdict == CellVerdict.Future, other.Verdict == CellVerdict.Future);
        return leak == otherLeak ? Row.CompareTo(other.Row) > 0 : leak;
    }
}
