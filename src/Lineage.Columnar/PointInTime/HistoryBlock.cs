using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>Some rows of a history that lie side by side. All spans have one length.</summary>
/// <param name="entities">The entity of each row; <see cref="EntityIndex.NoEntity"/> for a row that no spine row can ever see.</param>
/// <param name="events">Their event times.</param>
/// <param name="known">Their knowledge times; empty where there are none.</param>
/// <param name="visible">The first label time that sees each.</param>
/// <param name="firstId">The id of the first row.</param>
internal readonly ref struct HistoryBlock<T>(ReadOnlySpan<int> entities, ReadOnlySpan<T> events, ReadOnlySpan<T> known, ReadOnlySpan<T> visible, long firstId)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public readonly ReadOnlySpan<int> Entities = entities;
    public readonly ReadOnlySpan<T> Events = events;
    public readonly ReadOnlySpan<T> Known = known;
    public readonly ReadOnlySpan<T> Visible = visible;
    public readonly long FirstId = firstId;

    public int Length => Entities.Length;

    public HistoryBlock<T> From(int row) =>
        new(Entities[row..], Events[row..], Known.IsEmpty ? Known : Known[row..], Visible[row..], FirstId + row);
}
