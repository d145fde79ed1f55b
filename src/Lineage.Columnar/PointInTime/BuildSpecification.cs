namespace Lineage.Columnar.PointInTime;

/// <summary>What a training table is built of, and by which rules. The table of <see cref="JoinSpecification"/> is the spine.</summary>
public sealed record BuildSpecification : JoinSpecification
{
    /// <summary>How many threads may work at once, at least 1. They never change the result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
