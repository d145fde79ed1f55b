namespace Lineage.Columnar.Time;

/// <summary>When a store learned a value; never an event or a commit time.</summary>
/// <param name="Instant">The instant, UTC.</param>
public readonly record struct KnowledgeTime(Instant Instant) : IComparable<KnowledgeTime>
{
    /// <inheritdoc/>
    public int CompareTo(KnowledgeTime other) => Instant.CompareTo(other.Instant);

    /// <summary>ISO 8601 with nanoseconds.</summary>
    public override string ToString() => Instant.ToString();
}
