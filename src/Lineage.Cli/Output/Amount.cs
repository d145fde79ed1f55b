namespace Lineage.Cli.Output;

/// <summary>How much of a long work is done.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">How much.</param>
/// <param name="Total">Of how much, where it is known.</param>
internal readonly record struct Amount(string Stage, long Done, long? Total);
