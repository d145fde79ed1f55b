namespace Lineage.Cli.Demo.Building;

/// <summary>A copy of a training table with a leak in it, made on purpose.</summary>
/// <param name="Rows">The rows, in the same order.</param>
/// <param name="Planted">Which of them were changed, ascending.</param>
internal sealed record PlantedLeak(IReadOnlyList<TrainingRow> Rows, IReadOnlyList<int> Planted)
{
    /// <summary>The feature that the leak is in.</summary>
    public const string Feature = "mean_delay";

    /// <summary>
    /// Replaces the mean delay of some rows, chosen by a seed, by that of the hour that had not ended yet at the label time. Only values that the airport's history holds
    /// once are planted, so that nothing but the leak explains them.
    /// </summary>
    public static PlantedLeak Plant(IReadOnlyList<TrainingRow> rows, FeatureHistory history, int count, ulong seed)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new SeededNumbers(seed).Shuffle(order);
        var leaky = rows.ToArray();
        var planted = new List<int>();
        foreach (var i in order)
        {
            if (planted.Count == count)
            {
                break;
            }

            var row = rows[i];
            if (history.FirstAfter(row.Features.Airport, row.LabelTime) is { } next && IsUnique(next, history))
            {
                leaky[i] = row with { Features = row.Features with { MeanDelay = next.MeanDelay } };
                planted.Add(i);
            }
        }

        return new(leaky, [.. planted.Order()]);
    }

    private static bool IsUnique(HourlyRow next, FeatureHistory history) => history.OfAirport(next.Airport).Count(r => r.MeanDelay.Equals(next.MeanDelay)) == 1;
}
