namespace Lineage.Cli.Demo.Building;

/// <summary>What was observed of one airport's departures in one hour.</summary>
/// <param name="Airport">The airport.</param>
/// <param name="EventTime">The end of the hour, on the airport's clock.</param>
/// <param name="KnownAt">When the last delay that enters the row was known.</param>
/// <param name="Departures">Flights that left in the hour.</param>
/// <param name="MeanDelay">Their mean delay in minutes.</param>
/// <param name="ShareLate">The share of them that arrived more than 15 minutes late.</param>
/// <param name="MeanDelay3h">The mean delay in minutes of the flights that left in the three hours that end with this one.</param>
/// <param name="MeanDistance">The mean distance in miles of the hour's flights.</param>
internal sealed record HourlyRow(
    string Airport, DateTime EventTime, DateTime KnownAt, long Departures, double MeanDelay, double ShareLate, double MeanDelay3h, double MeanDistance)
{
    /// <summary>The features in the order of <see cref="HourlyFeatures.Columns"/>.</summary>
    public double[] ToVector() => [Departures, MeanDelay, ShareLate, MeanDelay3h, MeanDistance];
}
