namespace Lineage.Cli.Demo.Building;

/// <summary>Answers what was knowable of an airport at a time.</summary>
internal sealed class FeatureHistory
{
    private readonly Dictionary<string, HourlyRow[]> _rows;
    private readonly TimeSpan _timeToLive;

    /// <param name="rows">The rows, at most one for an airport and event time.</param>
    /// <param name="timeToLive">How old the newest visible row may be; exactly as old is young enough.</param>
    public FeatureHistory(IEnumerable<HourlyRow> rows, TimeSpan timeToLive)
    {
        _rows = rows.GroupBy(r => r.Airport, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(r => r.EventTime).ToArray(), StringComparer.Ordinal);
        _timeToLive = timeToLive;
    }

    /// <summary>
    /// The row with the greatest event time among those that had happened and were known at the time; null where there is none, or where it is too old.
    /// An older row is never taken in its place.
    /// </summary>
    public HourlyRow? NewestVisible(string airport, DateTime time)
    {
        var rows = OfAirport(airport);
        var newest = CountUntil(rows, time) - 1;
        while (newest >= 0 && rows[newest].KnownAt > time)
        {
            newest--;
        }

        return newest >= 0 && time - rows[newest].EventTime <= _timeToLive ? rows[newest] : null;
    }

    /// <summary>The first row that had not happened yet at the time; null where the history ends before.</summary>
    public HourlyRow? FirstAfter(string airport, DateTime time)
    {
        var rows = OfAirport(airport);
        var next = CountUntil(rows, time);
        return next < rows.Length ? rows[next] : null;
    }

    /// <summary>Every row of the airport, by event time.</summary>
    public HourlyRow[] OfAirport(string airport) => _rows.GetValueOrDefault(airport, []);

    /// <summary>How many rows had happened at the time, that instant included.</summary>
    private static int CountUntil(HourlyRow[] rows, DateTime time)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].EventTime <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
