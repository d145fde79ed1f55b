namespace Lineage.Cli.Demo.Building;

/// <summary>A flight that took place.</summary>
/// <param name="Departure">When it left, on the clock of its origin.</param>
/// <param name="DelayMinutes">How late it arrived; negative where it was early.</param>
/// <param name="DistanceMiles">How far it went.</param>
/// <param name="Origin">The airport it left.</param>
/// <param name="Destination">The airport it went to.</param>
internal readonly record struct Flight(DateTime Departure, int DelayMinutes, int DistanceMiles, string Origin, string Destination)
{
    private const int LateAfterMinutes = 15;
    private const int GroundMinutes = 40;
    private const int MilesPerMinute = 8;

    /// <summary>Whether it arrived more than 15 minutes late.</summary>
    public bool IsLate => DelayMinutes > LateAfterMinutes;

    /// <summary>
    /// When its delay was known, on the clock of its origin. The data does not hold the arrival, so this is an estimate on the long side: 40 minutes on the ground and
    /// a minute for every 8 miles begun.
    /// </summary>
    public DateTime DelayKnownAt => Departure.AddMinutes(GroundMinutes + ((DistanceMiles + MilesPerMinute - 1) / MilesPerMinute));
}
