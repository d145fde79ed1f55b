namespace Lineage.Client;

/// <summary>A training table that was built and registered.</summary>
/// <param name="DatasetVersion">The version, with the recipe that <see cref="LineageClient.ReplayBuildAsync"/> builds it again by.</param>
/// <param name="Splits">Its splits, in the order of the request; none where it is not divided.</param>
/// <param name="Report">What was found; null where an earlier call of the same request built it.</param>
public sealed record BuiltTable(V1.DatasetVersion DatasetVersion, IReadOnlyList<V1.Split> Splits, V1.BuildReport? Report);
