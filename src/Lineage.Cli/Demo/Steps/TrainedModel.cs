using Lineage.Cli.Demo.Training;

namespace Lineage.Cli.Demo.Steps;

/// <summary>A model as it was trained in this run of the demo.</summary>
internal sealed record TrainedModel(
    LateFlightModel Model, TrainingParameters Parameters, ModelMetrics Validation, ModelMetrics Test, V1.Run Run, DateTimeOffset Created, TimeSpan Duration)
{
    /// <summary>The final metrics by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["validation_auc"] = Validation.Auc,
        ["validation_log_loss"] = Validation.LogLoss,
        ["test_auc"] = Test.Auc,
        ["test_log_loss"] = Test.LogLoss,
        ["test_base_log_loss"] = Test.BaseLogLoss,
    };
}
