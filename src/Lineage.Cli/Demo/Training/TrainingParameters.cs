namespace Lineage.Cli.Demo.Training;

/// <summary>How the model is fitted.</summary>
/// <param name="Epochs">How often every row is seen.</param>
/// <param name="BatchSize">How many rows one step looks at.</param>
/// <param name="LearningRate">How far one step goes.</param>
/// <param name="L2">How strongly great weights are punished.</param>
/// <param name="Seed">Of the order of the rows.</param>
internal sealed record TrainingParameters(int Epochs = 12, int BatchSize = 256, double LearningRate = 0.05, double L2 = 0.0001, ulong Seed = 7);
