using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// Numbers the entities of a spine from 0 on, as they first appear, and finds those of a history. Keys are equal by value: an int32 7 and an int64 7 are one entity. It is
/// filled by one thread, and then read by any number.
/// </summary>
internal abstract class EntityIndex
{
    /// <summary>The number of a row without a complete key, or with one that the spine does not have.</summary>
    public const int NoEntity = -1;

    /// <summary>How many entities there are.</summary>
    public abstract int Count { get; }

    /// <summary>The index that is best for keys of these types.</summary>
    public static EntityIndex Of(IReadOnlyList<Field> keys) =>
        keys.Count == 1 && LogicalType.Of(keys[0]) == LogicalType.Integer ? new IntegerEntities() : new DigestEntities();

    /// <summary>The numbers of as many rows as there is room for; new keys get new numbers.</summary>
    public abstract void Add(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities);

    /// <summary>The numbers of as many rows as there is room for.</summary>
    public abstract void Find(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities);
}
