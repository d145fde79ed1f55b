using Lineage.Columnar.Time;

namespace Lineage.Core.Graph;

/// <summary>When the store accepted a commit. Strictly increasing within a store; never an event or a knowledge time.</summary>
/// <param name="Instant">The instant, UTC.</param>
public readonly record struct CommitTime(Instant Instant) : IComparable<CommitTime>
{
    /// <inheritdoc/>
    public int CompareTo(CommitTime other) => Instant.CompareTo(other.Instant);

    /// <summary>ISO 8601 with nanoseconds.</summary>
    public override string ToString() => Instant.ToString();
}
