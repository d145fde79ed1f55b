using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Lineage.Cli.Demo.Training;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Trains the model and registers the run with everything needed to repeat it.</summary>
internal static class TrainingStep
{
    private const string ExperimentId = "late-flight";

    public static async Task<TrainedModel> RunAsync(DemoContext context, V1.DatasetVersion dataset, CancellationToken cancellationToken)
    {
        context.Console.Step("Train a model, and record the run");
        var runs = context.Client.Runs;
        var experiment = await DemoRequest.CreatedOrReadAsync(
            runs.CreateExperimentAsync(
                new() { Parent = DemoContext.Project, ExperimentId = ExperimentId, Experiment = new() { Description = "Logistic regression on hourly features", Owner = DemoContext.Author } },
                cancellationToken: cancellationToken),
            () => runs.GetExperimentAsync(new() { Name = $"{DemoContext.Project}/experiments/{ExperimentId}" }, cancellationToken: cancellationToken));
        var parameters = new TrainingParameters();
        var run = await StartAsync(context, experiment.Name, dataset, parameters, cancellationToken);
        var before = context.Console.Elapsed;
        var (model, losses) = LogisticFit.Run(context.Data.Splits.Train, parameters);
        var duration = context.Console.Elapsed - before;
        var (validation, test) = (ModelMetrics.Of(model, context.Data.Splits.Validation), ModelMetrics.Of(model, context.Data.Splits.Test));
        var trained = new TrainedModel(model, parameters, validation, test, run, context.Console.Now, duration);
        var points = losses.Select((loss, epoch) => new V1.MetricPoint { Key = "train_log_loss", Step = epoch + 1, Value = loss })
            .Concat(trained.Metrics.Select(m => new V1.MetricPoint { Key = m.Key, Step = losses.Count, Value = m.Value }));
        var logged = await runs.LogMetricsAsync(new() { Run = run.Name, Points = { points } }, cancellationToken: cancellationToken);
        await runs.UpdateRunAsync(new() { Run = new() { Name = run.Name, State = V1.RunState.Finished } }, cancellationToken: cancellationToken);
        Report(context.Console, trained, losses, logged.Appended);
        return trained;
    }

    private static void Report(DemoConsole console, TrainedModel trained, IReadOnlyList<double> losses, int logged)
    {
        console.Line("run", $"{trained.Run.Name}, {logged} metric points");
        console.Line("training loss", $"{losses[0]:0.00000} after the first of {losses.Count} epochs, {losses[^1]:0.00000} after the last");
        foreach (var (split, metrics) in (ReadOnlySpan<(string, ModelMetrics)>)[("validation", trained.Validation), ("test", trained.Test)])
        {
            console.Line(split, $"AUC {metrics.Auc:0.000}, log loss {metrics.LogLoss:0.0000} (always saying the training share: {metrics.BaseLogLoss:0.0000})");
        }

        console.Expect(
            trained.Validation.LogLoss < trained.Validation.BaseLogLoss && trained.Test.LogLoss < trained.Test.BaseLogLoss,
            $"a weak model, as flights go, but better than none on days it has not seen");
    }

    /// <summary>Runs are numbered: a second demo is a second run.</summary>
    private static async Task<V1.Run> StartAsync(
        DemoContext context, string experiment, V1.DatasetVersion dataset, TrainingParameters parameters, CancellationToken cancellationToken)
    {
        var run = new V1.Run
        {
            Author = DemoContext.Author,
            TrainedOn = { $"{dataset.Name}/splits/train" },
            EvaluatedOn = { $"{dataset.Name}/splits/validation", $"{dataset.Name}/splits/test" },
            DataDigests = { { "training.parquet", dataset.Fingerprint.Text } },
            Code = new() { EntryPoint = "lineage demo" },
            Parameters = ParametersOf(parameters),
            Seeds = { { "row_order", (long)parameters.Seed }, { "sample", (long)Building.DemoData.SampleSeed } },
            Environment = DemoEnvironment.Describe(),
        };
        for (var number = 1; ; number++)
        {
            try
            {
                return await context.Client.Runs.CreateRunAsync(new() { Parent = experiment, RunId = $"run-{number}", Run = run }, cancellationToken: cancellationToken);
            }
            catch (RpcException taken) when (taken.StatusCode == StatusCode.AlreadyExists)
            {
                // An earlier demo over this store made it.
            }
        }
    }

    /// <summary>The parameters as they are registered.</summary>
    public static Struct ParametersOf(TrainingParameters parameters) => new()
    {
        Fields =
        {
            { "epochs", Value.ForNumber(parameters.Epochs) },
            { "batch_size", Value.ForNumber(parameters.BatchSize) },
            { "learning_rate", Value.ForNumber(parameters.LearningRate) },
            { "l2", Value.ForNumber(parameters.L2) },
        },
    };
}
