using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>What came into a split.</summary>
public sealed record SplitStatistics
{
    /// <summary>The split's id.</summary>
    public required string Split { get; init; }

    /// <summary>Its rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Its rows among all rows of the table, those of no split included; 0 where the table has none.</summary>
    public required double Share { get; init; }

    /// <summary>The first label time in it; null without times.</summary>
    public Instant? From { get; init; }

    /// <summary>The last label time in it; null without times.</summary>
    public Instant? To { get; init; }

    /// <summary>Its entities; null where the specification names no key.</summary>
    public long? Entities { get; init; }

    /// <summary>Whether their number is exact: it is an estimate, with a standard error below 0.2 %, where they are more than about a million.</summary>
    public bool EntitiesAreExact { get; init; }

    /// <summary>
    /// The values of the label: the same ones in the same order for every split, the most frequent of the whole table first; those that are not here too, with 0 rows. Null where no
    /// label is named, or it has more than <see cref="SplitSpecification.MostClasses"/> values, so that it is no class.
    /// </summary>
    public IReadOnlyList<ClassCount>? Classes { get; init; }

    /// <summary>The rows of all other values.</summary>
    public long OtherRows { get; init; }
}
