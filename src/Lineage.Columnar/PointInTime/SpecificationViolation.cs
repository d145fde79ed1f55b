namespace Lineage.Columnar.PointInTime;

/// <summary>One fault of a specification.</summary>
/// <param name="Field">The field, named as the wire names it: <c>histories[1].key_columns[0]</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public readonly record struct SpecificationViolation(string Field, string Description);
