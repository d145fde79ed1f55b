using System.Runtime.InteropServices;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The times of all rows, from which follows where fractions cut. 8 bytes a row, and what a growing array leaves free; 16 for times beyond 64 bits.</summary>
/// <remarks>
/// With N rows that have a key and a time, and thresholds T (<see cref="SplitHash"/>), split k ends before place floor((T N + 2^63) / 2^64) of the rows in order of time. Rows of one time are
/// never divided: where the end falls among them, all of them come to the nearer side; to the later split where both are as near. The cut is the time of the first row behind it; where there is
/// none, the next nanosecond or day after the last.
/// </remarks>
internal sealed class TimeSurvey
{
    /// <summary>What is declared may be wrong: no more memory than this is taken for it in advance.</summary>
    private const int MostExpected = 1 << 26;

    private readonly Lock _gate = new();
    private readonly List<long> _times;
    private readonly List<Int128> _before = [];
    private readonly List<Int128> _after = [];

    /// <param name="rows">How many rows are expected; null where that is not known.</param>
    public TimeSurvey(long? rows) => _times = new((int)Math.Min(MostExpected, rows ?? 0));

    /// <summary>Adds a block. For several threads.</summary>
    public void Add(SplitRows rows)
    {
        lock (_gate)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (rows.ReasonOf(row) is null)
                {
                    Add(rows.Times[row]);
                }
            }
        }
    }

    /// <summary>The cuts: one less than there are splits, or as many where rows are left over; none where there is no row.</summary>
    /// <param name="thresholds">The fractions.</param>
    /// <param name="step">What lies between two times that the column can tell.</param>
    public Instant[] Cut(SplitThresholds thresholds, Int128 step)
    {
        var rows = _before.Count + _times.Count + _after.Count;
        if (rows == 0)
        {
            return [];
        }

        _before.Sort();
        _after.Sort();
        var ends = thresholds.Ends(rows, 1UL << 63);
        return Array.ConvertAll(thresholds.IsWhole ? ends[..^1] : ends, end => new Instant(CutAt(end, rows, step)));
    }

    private void Add(Int128 time)
    {
        if (time < long.MinValue)
        {
            _before.Add(time);
        }
        else if (time > long.MaxValue)
        {
            _after.Add(time);
        }
        else
        {
            _times.Add((long)time);
        }
    }

    private Int128 CutAt(int end, int rows, Int128 step)
    {
        var (time, first, behind, next) = Around(Math.Min(end, rows - 1));
        return end - first <= behind - end ? time : next ?? (time + step);
    }

    /// <summary>The time of a place in order, the first place of that time, the place behind its last, and the next time.</summary>
    private (Int128 Time, long First, long Behind, Int128? Next) Around(int place)
    {
        var times = CollectionsMarshal.AsSpan(_times);
        var after = _after.Count > 0 ? _after[0] : (Int128?)null;
        if (place < _before.Count)
        {
            return Among(_before, place, 0, times.Length > 0 ? OrderStatistics.Select(times, 0) : after);
        }

        if (place >= _before.Count + times.Length)
        {
            return Among(_after, place, _before.Count + times.Length, null);
        }

        var time = OrderStatistics.Select(times, place - _before.Count);
        var (less, equal, next) = OrderStatistics.Around(times, time);
        return (time, _before.Count + less, _before.Count + less + equal, next ?? after);
    }

    private static (Int128 Time, long First, long Behind, Int128? Next) Among(List<Int128> sorted, int place, int offset, Int128? next)
    {
        var time = sorted[place - offset];
        var (first, behind) = (place - offset, place - offset);
        while (first > 0 && sorted[first - 1] == time)
        {
            first--;
        }

        while (behind < sorted.Count && sorted[behind] == time)
        {
            behind++;
        }

        return (time, offset + first, offset + behind, behind < sorted.Count ? sorted[behind] : next);
    }
}
