using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>
/// A column of plain values, the same for every writer. By the kind of <paramref name="Type"/> a value is a <see cref="bool"/>, any integer, any float, the text of a
/// decimal, a <see cref="string"/>, bytes, a <see cref="DateOnly"/>, nanoseconds as <see cref="Int128"/> (times, timestamps, durations), a <see cref="CalendarSpan"/>, or
/// an <c>object?[]</c>: the items of a list, the fields of a struct in order, or the pairs of a map.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How a writer that can choose stores it.</param>
/// <param name="Values">One a row; null is a null.</param>
/// <param name="IsNullable">Whether the schema allows nulls.</param>
internal sealed record VectorColumn(string Name, IArrowType Type, object?[] Values, bool IsNullable = true);
