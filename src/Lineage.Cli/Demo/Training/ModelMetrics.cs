using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Training;

/// <summary>How good a model is on a split.</summary>
/// <param name="LogLoss">The mean of -ln of the probability given to what happened.</param>
/// <param name="BaseLogLoss">The same for always saying the share of late flights in training: what a model must beat.</param>
/// <param name="Auc">The probability that a late flight is ranked above one that is not late, ties half; 0.5 is chance.</param>
internal readonly record struct ModelMetrics(double LogLoss, double BaseLogLoss, double Auc)
{
    /// <summary>Measures a model.</summary>
    public static ModelMetrics Of(LateFlightModel model, IReadOnlyList<TrainingRow> rows)
    {
        var scored = rows.Select(r => (Score: model.Predict(r.Features), r.Flight.IsLate)).ToArray();
        return new(scored.Average(s => LogLossOf(s.Score, s.IsLate)), scored.Average(s => LogLossOf(model.ShareLate, s.IsLate)), AucOf(scored));
    }

    /// <summary>-ln of the probability given to what happened.</summary>
    public static double LogLossOf(double probability, bool happened) => -Math.Log(happened ? probability : 1 - probability);

    /// <summary>By the rank sum of Mann and Whitney, equal scores sharing their mean rank.</summary>
    private static double AucOf((double Score, bool IsLate)[] scored)
    {
        var late = (double)scored.Count(s => s.IsLate);
        var rankSum = 0.0;
        var rank = 0;
        foreach (var ties in scored.GroupBy(s => s.Score).OrderBy(g => g.Key))
        {
            var meanRank = rank + ((ties.Count() + 1) / 2.0);
            rankSum += meanRank * ties.Count(s => s.IsLate);
            rank += ties.Count();
        }

        return (rankSum - (late * (late + 1) / 2)) / (late * (scored.Length - late));
    }
}
