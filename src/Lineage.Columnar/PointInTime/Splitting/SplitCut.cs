using System.Globalization;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>A time at which one split ends and the next begins; a row at that very time belongs to the next.</summary>
/// <param name="Time">The time; that of a local clock as if it were UTC.</param>
/// <param name="Clock">Whether it has a zone.</param>
public readonly record struct SplitCut(Instant Time, SplitClock Clock)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>
    /// Parses <c>2001-03-22</c>, <c>2001-03-22T00:00:00</c>, or that with <c>Z</c> or an offset; up to nine decimals. No zone is ever guessed: a text without one has none.
    /// </summary>
    public static bool TryParse(string text, out SplitCut cut)
    {
        if (DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            cut = new(Instant.FromDateTimeOffset(new(day.ToDateTime(default), TimeSpan.Zero)), SplitClock.Date);
            return true;
        }

        if (Instant.TryParse(text, out var instant))
        {
            cut = new(instant, SplitClock.Zoned);
            return true;
        }

        var isLocal = Instant.TryParse(text + "Z", out instant);
        cut = new(instant, SplitClock.Local);
        return isLocal;
    }

    /// <summary>What <see cref="TryParse"/> reads back, for the years 1 to 9999.</summary>
    public override string ToString() => Clock switch
    {
        SplitClock.Zoned => Time.ToString(),
        SplitClock.Local => Time.ToString().Replace("Z", "", StringComparison.Ordinal),
        _ => Time.ToString().Split('T')[0],
    };
}
