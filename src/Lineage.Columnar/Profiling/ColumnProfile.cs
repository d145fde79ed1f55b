namespace Lineage.Columnar.Profiling;

public sealed record ColumnProfile
{
    public required string Name { get; init; }

    public required string LogicalType { get; init; }

    public long Count { get; init; }

    public long NullCount { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public double? Mean { get; init; }

    public double? StandardDeviation { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }
}
