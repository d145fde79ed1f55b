namespace Lineage.Cli.Demo.Building;

/// <summary>Joins a sample of flights with what was knowable of their origin an hour before they left.</summary>
internal static class TrainingTable
{
    /// <summary>
    /// How long before the departure a prediction is made. The data holds the real departure and not the planned one, so this is an hour before the flight really left.
    /// </summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>The rows of a seeded sample, ordered by label time. A flight without a fresh visible row is left out: there would be nothing to predict from.</summary>
    public static IReadOnlyList<TrainingRow> Build(IReadOnlyList<Flight> flights, FeatureHistory history, int sample, ulong seed)
    {
        var order = Enumerable.Range(0, flights.Count).ToArray();
        new SeededNumbers(seed).Shuffle(order);
        var rows = new List<TrainingRow>(sample);
        foreach (var flight in order.Take(sample).Order().Select(i => flights[i]))
        {
            var labelTime = flight.Departure - Ahead;
            if (history.NewestVisible(flight.Origin, labelTime) is { } features)
            {
                rows.Add(new(flight, labelTime, features));
            }
        }

        return [.. rows.OrderBy(r => r.LabelTime)];
    }
}
