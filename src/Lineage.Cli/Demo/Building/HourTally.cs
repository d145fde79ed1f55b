namespace Lineage.Cli.Demo.Building;

/// <summary>Sums over flights, in whole numbers, so that no order of adding changes a mean.</summary>
internal readonly record struct HourTally(long Flights, long DelayMinutes, long Late, long DistanceMiles, DateTime KnownAt)
{
    public double MeanDelay => (double)DelayMinutes / Flights;

    public double ShareLate => (double)Late / Flights;

    public double MeanDistance => (double)DistanceMiles / Flights;

    /// <summary>With one flight more.</summary>
    public HourTally With(Flight flight) => With(new HourTally(1, flight.DelayMinutes, flight.IsLate ? 1 : 0, flight.DistanceMiles, flight.DelayKnownAt));

    /// <summary>With the flights of another hour.</summary>
    public HourTally With(HourTally other) => new(
        Flights + other.Flights,
        DelayMinutes + other.DelayMinutes,
        Late + other.Late,
        DistanceMiles + other.DistanceMiles,
        KnownAt >= other.KnownAt ? KnownAt : other.KnownAt);
}
