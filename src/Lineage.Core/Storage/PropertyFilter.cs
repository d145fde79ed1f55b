using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>
/// One condition on a node's flat properties. <c>name</c>, <c>create_time</c> and <c>update_time</c> are properties of every node. A node without the property meets
/// only <see cref="FilterOperator.NotEquals"/>; values of different types are never equal and never ordered, but integers and floating-point numbers compare as numbers.
/// </summary>
/// <param name="Property">The property's name; any text is safe.</param>
/// <param name="Operator">How to compare.</param>
/// <param name="Value">What to compare with.</param>
public sealed record PropertyFilter(string Property, FilterOperator Operator, PropertyValue Value);
