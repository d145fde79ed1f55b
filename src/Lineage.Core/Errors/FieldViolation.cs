namespace Lineage.Core.Errors;

/// <summary>One thing that is wrong with one field of a request.</summary>
/// <param name="Field">The field's path as the proto writes it, such as <c>model_version.metrics</c>.</param>
/// <param name="Description">What is wrong and what would be right.</param>
public readonly record struct FieldViolation(string Field, string Description);
