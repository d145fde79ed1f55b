using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Computes the tables from the samples.</summary>
internal static class BuildingStep
{
    public static async Task<DemoData> RunAsync(string samples, DemoFolder folder, DemoConsole console, CancellationToken cancellationToken)
    {
        console.Step("Compute hourly features and a training table from real flights");
        var data = await console.WatchAsync("compute", async _ =>
        {
            var built = await DemoData.BuildAsync(samples, cancellationToken);
            await built.WriteAsync(samples, folder.TablesPath, cancellationToken);
            return built;
        });
        var (flights, splits) = (data.Flights, data.Splits);
        var airports = data.History.Select(r => r.Airport).Distinct().Count();
        console.Line("flights", $"{flights.Count:N0} of {airports} airports, {flights[0].Departure:yyyy-MM-dd} to {flights[^1].Departure:yyyy-MM-dd}");
        console.Line("features", $"{data.History.Count:N0} rows, one for each airport and hour; known when the last flight of the hour had landed");
        console.Line("training table", $"{data.Training.Count:N0} flights, each with what was known at its origin an hour before it left");
        console.Line("left out", $"{DemoData.SampledFlights - data.Training.Count:N0} of {DemoData.SampledFlights:N0} drawn: nothing fresh was known");
        console.Line("splits by time", $"train {splits.Train.Count:N0}, validation {splits.Validation.Count:N0}, test {splits.Test.Count:N0}");
        console.Line("written to", folder.BelowRoot(folder.TablesPath));
        return data;
    }
}
