namespace Lineage.Cli.Demo.Building;

/// <summary>The names of the demo's files.</summary>
internal static class DemoFiles
{
    public const string Flights = "flights.parquet";
    public const string Normals = "seattle-hourly-normals.parquet";
    public const string HourlyFeatures = "airport-hourly.parquet";
    public const string Training = "training.parquet";
    public const string Train = "train.parquet";
    public const string Validation = "validation.parquet";
    public const string Test = "test.parquet";
    public const string LeakyTraining = "training-leaky.parquet";
    public const string ClimateFeatures = "seattle-climate.parquet";
    public const string ClimateTraining = "training-climate.parquet";
    public const string Model = "late-flight.json";
}
