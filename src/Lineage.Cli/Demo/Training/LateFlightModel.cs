using System.Text.Json;
using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Training;

/// <summary>Logistic regression on the standardised hourly features: how likely a flight arrives more than 15 minutes late.</summary>
/// <param name="Features">The inputs, in order.</param>
/// <param name="Means">Of each input over the training split.</param>
/// <param name="Deviations">The standard deviation of each.</param>
/// <param name="Weights">Of each standardised input.</param>
/// <param name="Bias">The log-odds where every input is at its mean.</param>
/// <param name="ShareLate">The share of late flights in the training split.</param>
internal sealed record LateFlightModel(
    IReadOnlyList<string> Features, IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, IReadOnlyList<double> Weights, double Bias, double ShareLate)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The probability of being late.</summary>
    public double Predict(HourlyRow features)
    {
        var vector = features.ToVector();
        var odds = Bias;
        for (var i = 0; i < vector.Length; i++)
        {
            odds += Weights[i] * (vector[i] - Means[i]) / Deviations[i];
        }

        return 1 / (1 + Math.Exp(-odds));
    }

    /// <summary>The model's file: all that is needed to predict.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Indented);
}
