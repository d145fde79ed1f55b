namespace Lineage.Columnar.Profiling;

/// <summary>
/// What one column looks like. The four moments are there for integer, float and decimal columns with at least one number, and leave nulls and NaN out;
/// categories are there for string and boolean columns of at most 1,000 distinct values. Stored as JSON: names and shapes are kept.
/// </summary>
public sealed record ColumnProfile
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>As <see cref="Canonical.LogicalType"/> says.</summary>
    public required string LogicalType { get; init; }

    /// <summary>Values that are not null; NaN counts among them.</summary>
    public long Count { get; init; }

    /// <summary>Values that are null.</summary>
    public long NullCount { get; init; }

    /// <summary>Values of a float column that are no number. Infinities are numbers.</summary>
    public long NanCount { get; init; }

    /// <summary>The least number, rounded to a double.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number, rounded to a double.</summary>
    public double? Maximum { get; init; }

    /// <summary>The arithmetic mean; null if an infinity leaves it undefined.</summary>
    public double? Mean { get; init; }

    /// <summary>The standard deviation of the numbers as a whole population (divisor n); null if an infinity leaves it undefined.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The distinct values in ordinal order; null for other types, and beyond 1,000.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}
