using System.Security.Cryptography;
using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Tests.Demo.Building;

public sealed class HourlyFeaturesTests(BuiltData built) : IClassFixture<BuiltData>
{
    private static readonly DateTime Noon = new(2001, 3, 5, 12, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Compute_RealFlights_EqualsTheSlowWay()
    {
        var data = built.Data;
        var pairs = data.Flights.Select(f => (f.Origin, Hour: f.Departure.Date.AddHours(f.Departure.Hour))).Distinct().Count();
        var byAirport = data.Flights.ToLookup(f => f.Origin);
        Assert.Equal(pairs, data.History.Count);
        foreach (var row in data.History.Where((_, i) => i % 23 == 0))
        {
            var hour = byAirport[row.Airport].Where(f => f.Departure >= row.EventTime.AddHours(-1) && f.Departure < row.EventTime).ToList();
            var window = byAirport[row.Airport].Where(f => f.Departure >= row.EventTime.AddHours(-3) && f.Departure < row.EventTime).ToList();
            var expected = new HourlyRow(
                row.Airport,
                row.EventTime,
                window.Max(f => f.Departure.AddMinutes(40 + Math.Ceiling(f.DistanceMiles / 8.0))),
                hour.Count,
                hour.Average(f => f.DelayMinutes),
                hour.Average(f => f.DelayMinutes > 15 ? 1.0 : 0.0),
                window.Average(f => f.DelayMinutes),
                hour.Average(f => f.DistanceMiles));
            Assert.Equal(expected, row);
        }
    }

    [Fact]
    public void Compute_OtherOrderOfFlights_GivesTheSame()
    {
        var flights = built.Data.Flights.ToArray();
        new SeededNumbers(1).Shuffle<Flight>(flights);

        Assert.Equal(built.Data.History, HourlyFeatures.Compute(flights));
    }

    [Fact]
    public void Compute_FlightsAtTheEdgesOfHours_BelongToTheHourThatBeginsThen()
    {
        Flight[] flights = [new(Noon, 10, 80, "SEA", "PDX"), new(Noon.AddMinutes(59), 30, 160, "SEA", "PDX"), new(Noon.AddHours(1), 16, 8, "SEA", "PDX")];

        var rows = HourlyFeatures.Compute(flights);

        Assert.Equal(
            [
                new("SEA", Noon.AddHours(1), Noon.AddMinutes(59 + 40 + 20), 2, 20, 0.5, 20, 120),
                new("SEA", Noon.AddHours(2), Noon.AddMinutes(59 + 40 + 20), 1, 16, 1, 56 / 3.0, 8),
            ],
            rows);
    }

    [Fact]
    public void Digest_IsThatOfTheSourceFile()
    {
        var source = File.ReadAllBytes(Path.Combine(SampleFolder.Path, "../../src/Lineage.Cli/Demo/Building/HourlyFeatures.cs"));

        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(source))}", HourlyFeatures.Digest);
    }
}
