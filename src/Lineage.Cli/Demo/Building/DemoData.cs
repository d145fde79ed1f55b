namespace Lineage.Cli.Demo.Building;

/// <summary>Everything that the demo computes from the samples, and the files it is written to.</summary>
internal sealed record DemoData
{
    /// <summary>How many flights are drawn for the training table.</summary>
    public const int SampledFlights = 40_000;

    /// <summary>The seed that the flights are drawn with.</summary>
    public const ulong SampleSeed = 2001;

    /// <summary>How many rows the leak is planted in.</summary>
    public const int PlantedRows = 25;

    private const ulong LeakSeed = 17;

    /// <summary>How long a row of features stays valid.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromHours(12);

    /// <summary>The flights of the sample.</summary>
    public required IReadOnlyList<Flight> Flights { get; init; }

    /// <summary>The hourly features of every airport.</summary>
    public required IReadOnlyList<HourlyRow> History { get; init; }

    /// <summary>The training table.</summary>
    public required IReadOnlyList<TrainingRow> Training { get; init; }

    /// <summary>Its splits.</summary>
    public required TimeSplit Splits { get; init; }

    /// <summary>The training table with the leak.</summary>
    public required PlantedLeak Leak { get; init; }

    /// <summary>The climate normals of Seattle.</summary>
    public required IReadOnlyList<ClimateNormal> Normals { get; init; }

    /// <summary>Reads the samples and computes everything from them; the same samples always give the same.</summary>
    /// <exception cref="IOException">A sample cannot be read.</exception>
    public static async Task<DemoData> BuildAsync(string samples, CancellationToken cancellationToken)
    {
        var flights = await FlightTable.ReadAsync(Path.Combine(samples, DemoFiles.Flights), cancellationToken);
        var normals = await ClimateTable.ReadAsync(Path.Combine(samples, DemoFiles.Normals), cancellationToken);
        var rows = HourlyFeatures.Compute(flights);
        var history = new FeatureHistory(rows, TimeToLive);
        var training = TrainingTable.Build(flights, history, SampledFlights, SampleSeed);
        return new()
        {
            Flights = flights,
            History = rows,
            Training = training,
            Splits = TimeSplit.Of(training),
            Leak = PlantedLeak.Plant(training, history, PlantedRows, LeakSeed),
            Normals = normals,
        };
    }

    /// <summary>Writes every table, and copies of the samples beside them, so that the folder holds all that the registered versions speak of.</summary>
    public async Task WriteAsync(string samples, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var sample in (string[])[DemoFiles.Flights, DemoFiles.Normals])
        {
            File.Copy(Path.Combine(samples, sample), Path.Combine(folder, sample), overwrite: true);
        }

        (string File, ParquetTable Table)[] tables =
        [
            (DemoFiles.HourlyFeatures, DemoTables.Of(History)),
            (DemoFiles.Training, DemoTables.Of(Training)),
            (DemoFiles.Train, DemoTables.Of(Splits.Train)),
            (DemoFiles.Validation, DemoTables.Of(Splits.Validation)),
            (DemoFiles.Test, DemoTables.Of(Splits.Test)),
            (DemoFiles.LeakyTraining, DemoTables.Of(Leak.Rows)),
            (DemoFiles.ClimateFeatures, DemoTables.Of(Normals)),
            (DemoFiles.ClimateTraining, DemoTables.WithClimate(Training, Normals)),
        ];
        foreach (var (file, table) in tables)
        {
            await table.WriteAsync(Path.Combine(folder, file), cancellationToken);
        }
    }
}
