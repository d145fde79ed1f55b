using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>One worker of the last pass: it says where rows come and counts them.</summary>
internal sealed class SplitWorker(SplitRows rows, Membership membership, SplitTally tally)
{
    public SplitTally Tally => tally;

    /// <summary>Says where the rows from <paramref name="start"/> on come, as many as there is room for.</summary>
    public void Assign(CanonicalColumn[] columns, int start, Span<byte> codes)
    {
        rows.Read(columns, start, codes.Length);
        membership.Assign(rows, codes);
        tally.Add(rows, codes);
    }
}
