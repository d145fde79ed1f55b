namespace Lineage.Columnar.Time;

/// <summary>When a value became true in the world; never a knowledge or a commit time.</summary>
/// <param name="Instant">The instant, UTC.</param>
public readonly record struct EventTime(Instant Instant) : IComparable<EventTime>
{
    /// <inheritdoc/>
    public int CompareTo(EventTime other) => Instant.CompareTo(other.Instant);

    /// <summary>ISO 8601 with nanoseconds.</summary>
    public override string ToString() => Instant.ToString();
}
