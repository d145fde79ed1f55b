namespace Lineage.Core.Datasets;

/// <summary>How the rows of a split were chosen, so that membership can be reproduced.</summary>
/// <param name="Kind">Such as <c>time</c>, <c>random</c>, <c>entity</c> or <c>stratified</c>.</param>
/// <param name="Seed">The seed of a random choice.</param>
/// <param name="Parameters">The method's other parameters.</param>
public sealed record SplitMethod(string Kind, long? Seed, IReadOnlyDictionary<string, string> Parameters);
