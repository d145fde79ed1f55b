using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo.Training;

/// <summary>Fits a <see cref="LateFlightModel"/> by stochastic gradient descent.</summary>
internal sealed class LogisticFit
{
    private readonly TrainingParameters _parameters;
    private readonly double[][] _inputs;
    private readonly double[] _labels;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _weights;
    private double _bias;

    private LogisticFit(IReadOnlyList<TrainingRow> rows, TrainingParameters parameters)
    {
        _parameters = parameters;
        _inputs = [.. rows.Select(r => r.Features.ToVector())];
        _labels = [.. rows.Select(r => r.Flight.IsLate ? 1.0 : 0.0)];
        _weights = new double[HourlyFeatures.Columns.Count];
        _means = [.. _weights.Select((_, f) => _inputs.Average(x => x[f]))];
        _deviations = [.. _weights.Select((_, f) => Math.Sqrt(_inputs.Average(x => Math.Pow(x[f] - _means[f], 2))))];
        foreach (var input in _inputs)
        {
            for (var f = 0; f < input.Length; f++)
            {
                input[f] = (input[f] - _means[f]) / _deviations[f];
            }
        }
    }

    /// <summary>The model, and the mean training loss after every epoch. The same rows and parameters always give the same.</summary>
    public static (LateFlightModel Model, IReadOnlyList<double> Losses) Run(IReadOnlyList<TrainingRow> rows, TrainingParameters parameters)
    {
        var fit = new LogisticFit(rows, parameters);
        var losses = new double[parameters.Epochs];
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var numbers = new SeededNumbers(parameters.Seed);
        for (var epoch = 0; epoch < parameters.Epochs; epoch++)
        {
            numbers.Shuffle(order);
            foreach (var batch in order.Chunk(parameters.BatchSize))
            {
                fit.Step(batch);
            }

            losses[epoch] = fit.Loss();
        }

        return (new([.. HourlyFeatures.Columns.Select(c => c.Name)], fit._means, fit._deviations, fit._weights, fit._bias, fit._labels.Average()), losses);
    }

    private void Step(int[] batch)
    {
        var gradient = new double[_weights.Length];
        var biasGradient = 0.0;
        foreach (var row in batch)
        {
            var error = Predict(_inputs[row]) - _labels[row];
            biasGradient += error;
            for (var f = 0; f < gradient.Length; f++)
            {
                gradient[f] += error * _inputs[row][f];
            }
        }

        _bias -= _parameters.LearningRate * biasGradient / batch.Length;
        for (var f = 0; f < gradient.Length; f++)
        {
            _weights[f] -= _parameters.LearningRate * ((gradient[f] / batch.Length) + (_parameters.L2 * _weights[f]));
        }
    }

    private double Predict(double[] input)
    {
        var odds = _bias;
        for (var f = 0; f < input.Length; f++)
        {
            odds += _weights[f] * input[f];
        }

        return 1 / (1 + Math.Exp(-odds));
    }

    private double Loss() => _inputs.Index().Average(x => ModelMetrics.LogLossOf(Predict(x.Item), _labels[x.Index] > 0));
}
