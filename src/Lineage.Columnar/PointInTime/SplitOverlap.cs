using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>What two splits share.</summary>
public sealed record SplitOverlap
{
    /// <summary>One split's id.</summary>
    public required string First { get; init; }

    /// <summary>The other's, later in the order given.</summary>
    public required string Second { get; init; }

    /// <summary>Entities in both. A key with a null in it is no entity.</summary>
    public required long SharedEntities { get; init; }

    /// <summary>The first of them in the first split's row order, printed, at most <see cref="SplitChecks.MostExamples"/>.</summary>
    public required IReadOnlyList<string> ExampleEntities { get; init; }

    /// <summary>
    /// Rows of the second that stand in the first as well, equal in every column. Splits whose columns differ in name or logical type have none.
    /// </summary>
    public required long DuplicateRows { get; init; }

    /// <summary>The beginning of the time that both ranges cover; null where they cover none.</summary>
    public Instant? OverlapFrom { get; init; }

    /// <summary>Its end, included.</summary>
    public Instant? OverlapTo { get; init; }

    /// <summary>
    /// Rows of the later one, in time, that no cut with the embargo of the specification can have parted from the last row of the earlier one: they come at most the embargo after it. Only where
    /// the splits of one table are checked.
    /// </summary>
    public long RowsWithinEmbargo { get; init; }
}
