using System.Security.Cryptography;

namespace Lineage.Cli.Demo.Building;

/// <summary>
/// The transformation of the demo: flights to features of every airport and hour. The text of this file is the code that is registered: <see cref="Digest"/> is its digest.
/// </summary>
internal static class HourlyFeatures
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Window = TimeSpan.FromHours(3);

    /// <summary>The features in the order in which a vector holds them, with what they mean.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Columns { get; } =
    [
        ("departures", "flights that left in the hour"),
        ("mean_delay", "their mean arrival delay, minutes"),
        ("share_late", "the share of them that arrived more than 15 minutes late"),
        ("mean_delay_3h", "the mean arrival delay of the flights of the last three hours, minutes"),
        ("mean_distance", "the mean distance of the hour's flights, miles"),
    ];

    /// <summary>SHA-256 of this file's text, as <c>sha256:hex</c>.</summary>
    public static string Digest { get; } = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Source()))}";

    /// <summary>One row for each airport and hour with departures, ordered by airport and time.</summary>
    public static IReadOnlyList<HourlyRow> Compute(IEnumerable<Flight> flights)
    {
        var tallies = new Dictionary<(string Airport, DateTime End), HourTally>();
        foreach (var flight in flights)
        {
            var end = new DateTime(flight.Departure.Ticks - (flight.Departure.Ticks % Hour.Ticks), flight.Departure.Kind) + Hour;
            tallies[(flight.Origin, end)] = tallies.GetValueOrDefault((flight.Origin, end)).With(flight);
        }

        return [.. tallies.Keys.OrderBy(k => k.Airport, StringComparer.Ordinal).ThenBy(k => k.End).Select(k => Row(k.Airport, k.End, tallies))];
    }

    private static HourlyRow Row(string airport, DateTime end, Dictionary<(string Airport, DateTime End), HourTally> tallies)
    {
        var hour = tallies[(airport, end)];
        var window = hour;
        for (var back = Hour; back < Window; back += Hour)
        {
            window = window.With(tallies.GetValueOrDefault((airport, end - back)));
        }

        // The three-hour mean enters the row too, so the row is known only when the window's last delay is.
        return new(airport, end, window.KnownAt, hour.Flights, hour.MeanDelay, hour.ShareLate, window.MeanDelay, hour.MeanDistance);
    }

    private static byte[] Source()
    {
        using var text = typeof(HourlyFeatures).Assembly.GetManifestResourceStream("HourlyFeatures.cs")
            ?? throw new InvalidOperationException("The text of HourlyFeatures.cs is not in the assembly.");
        var bytes = new byte[text.Length];
        text.ReadExactly(bytes);
        return bytes;
    }
}
