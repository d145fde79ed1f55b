using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The two times of a history row, ordered by event time and then by knowledge time.</summary>
/// <param name="Event">When the value became true.</param>
/// <param name="Known">When the store learned it; <see cref="AlwaysKnown"/> where it is not said.</param>
internal readonly record struct Revision(Instant Event, Instant Known) : IComparable<Revision>
{
    /// <summary>Before every instant that a column can hold.</summary>
    public static readonly Instant AlwaysKnown = new(Int128.MinValue);

    /// <summary>No row at all; it sorts before every row.</summary>
    public static readonly Revision None = new(AlwaysKnown, AlwaysKnown);

    /// <summary>Whether it is a row.</summary>
    public bool IsRow => Event != AlwaysKnown;

    /// <inheritdoc/>
    public int CompareTo(Revision other)
    {
        var order = Event.CompareTo(other.Event);
        return order != 0 ? order : Known.CompareTo(other.Known);
    }
}
