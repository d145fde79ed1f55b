using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The label times of a table's rows in equal ranges.</summary>
/// <param name="Ranges">The ranges.</param>
/// <param name="OfRow">The range of each row; that after the last where it has no label time.</param>
internal sealed record RowRanges(LabelTimeRanges Ranges, byte[] OfRow)
{
    /// <param name="times">The label time of each row; the least number where it has none.</param>
    public static RowRanges Of(ReadOnlySpan<Int128> times)
    {
        Int128? first = null;
        Int128? last = null;
        foreach (var time in times)
        {
            if (time != Int128.MinValue)
            {
                first = first is null ? time : Int128.Min(first.Value, time);
                last = last is null ? time : Int128.Max(last.Value, time);
            }
        }

        var ranges = new LabelTimeRanges(first is null ? null : new Instant(first.Value), last is null ? null : new Instant(last.Value));
        var ofRow = new byte[times.Length];
        for (var row = 0; row < ofRow.Length; row++)
        {
            ofRow[row] = (byte)(times[row] == Int128.MinValue ? ranges.Count : ranges.IndexOf(new(times[row])));
        }

        return new(ranges, ofRow);
    }
}
