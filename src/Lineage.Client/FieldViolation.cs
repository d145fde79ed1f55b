namespace Lineage.Client;

/// <summary>One field of a request that is wrong.</summary>
/// <param name="Field">Its path in the request, such as <c>dataset_version.columns[2].name</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public readonly record struct FieldViolation(string Field, string Description);
