using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Lineage.Columnar.Time;

/// <summary>
/// An instant in UTC with nanoseconds kept. The range is that of every Arrow timestamp unit, so no conversion overflows.
/// </summary>
/// <param name="UnixNanoseconds">Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.</param>
[JsonConverter(typeof(InstantJsonConverter))]
public readonly record struct Instant(Int128 UnixNanoseconds) : IComparable<Instant>, IComparisonOperators<Instant, Instant, bool>
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private static readonly Int128 Least = (Int128)(DateTime.MinValue - DateTime.UnixEpoch).Ticks * 100;
    private static readonly Int128 Greatest = ((Int128)(DateTime.MaxValue - DateTime.UnixEpoch).Ticks * 100) + 99;

    /// <summary>From a date and time with its offset.</summary>
    public static Instant FromDateTimeOffset(DateTimeOffset value) => new((Int128)(value.UtcTicks - DateTime.UnixEpoch.Ticks) * 100);

    /// <summary>
    /// Parses what <see cref="ToString"/> writes, and any ISO 8601 date-time with an offset or <c>Z</c> and up to nine decimals.
    /// </summary>
    public static bool TryParse(string text, out Instant instant)
    {
        instant = default;
        var fraction = 0L;
        var whole = text;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var digits = text[(dot + 1)..end];
            if (digits.Length is 0 or > 9)
            {
                return false;
            }

            fraction = long.Parse(digits.PadRight(9, '0'), CultureInfo.InvariantCulture);
            whole = text[..dot] + text[end..];
        }

        if (!DateTimeOffset.TryParseExact(whole, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            || !(whole.EndsWith('Z') || whole.Length > 19))
        {
            return false;
        }

        instant = new Instant(FromDateTimeOffset(parsed).UnixNanoseconds + fraction);
        return true;
    }

    /// <summary>Parses as <see cref="TryParse"/> does.</summary>
    /// <exception cref="FormatException">The text is no instant.</exception>
    public static Instant Parse(string text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException($"'{text}' is no ISO 8601 instant with an offset.");

    public static Instant operator +(Instant instant, TimeSpan span) => new(instant.UnixNanoseconds + ((Int128)span.Ticks * 100));

    public static Instant operator -(Instant instant, TimeSpan span) => new(instant.UnixNanoseconds - ((Int128)span.Ticks * 100));

    public static bool operator <(Instant left, Instant right) => left.UnixNanoseconds < right.UnixNanoseconds;

    public static bool operator >(Instant left, Instant right) => left.UnixNanoseconds > right.UnixNanoseconds;

    public static bool operator <=(Instant left, Instant right) => left.UnixNanoseconds <= right.UnixNanoseconds;

    public static bool operator >=(Instant left, Instant right) => left.UnixNanoseconds >= right.UnixNanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => UnixNanoseconds.CompareTo(other.UnixNanoseconds);

    /// <summary>
    /// Fixed-width ISO 8601, <c>2001-01-01T00:47:00.000000000Z</c>, which sorts by time; beyond the years 1 to 9999, the count of nanoseconds as
    /// <c>1970-01-01T00:00:00Z+123ns</c>.
    /// </summary>
    public override string ToString()
    {
        if (UnixNanoseconds < Least || UnixNanoseconds > Greatest)
        {
            return string.Create(CultureInfo.InvariantCulture, $"1970-01-01T00:00:00Z{(UnixNanoseconds < 0 ? "" : "+")}{UnixNanoseconds}ns");
        }

        var seconds = UnixNanoseconds / NanosecondsPerSecond;
        var nanoseconds = (long)(UnixNanoseconds % NanosecondsPerSecond);
        if (nanoseconds < 0)
        {
            nanoseconds += NanosecondsPerSecond;
            seconds--;
        }

        var whole = DateTime.UnixEpoch.AddTicks((long)seconds * TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-dd'T'HH:mm:ss}.{nanoseconds:D9}Z");
    }
}
