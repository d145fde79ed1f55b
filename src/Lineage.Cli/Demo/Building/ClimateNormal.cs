namespace Lineage.Cli.Demo.Building;

/// <summary>What the weather of Seattle is like in one hour of the year, on average over the years 1981 to 2010.</summary>
/// <param name="Hour">The hour, in the year of the flights.</param>
/// <param name="Pressure">Sea-level pressure in hectopascal.</param>
/// <param name="Temperature">Temperature in degrees Celsius.</param>
/// <param name="Wind">Wind speed in metres a second.</param>
internal sealed record ClimateNormal(DateTime Hour, double Pressure, double Temperature, double Wind)
{
    /// <summary>The airport that they are of.</summary>
    public const string Airport = "SEA";

    /// <summary>An average over 1981 to 2010 cannot have been known before 2010 was over, whatever hour it is of.</summary>
    public static readonly DateTime KnownAt = new(2011, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
}
