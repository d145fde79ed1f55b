using System.Numerics;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads a history block by block, the rows seen by the entities of a spine. For one worker, whose memory it keeps.</summary>
internal sealed class HistoryBlocks<T>(Spine spine, PlacementRule<T> rule, HistoryColumns columns)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The most rows of a block.</summary>
    public const int AtATime = 1024;

    private readonly CanonicalColumn[] _key = new CanonicalColumn[columns.Key.Length];
    private readonly int[] _entities = new int[AtATime];
    private readonly T[] _events = new T[AtATime];
    private readonly T[] _known = new T[columns.Known is null ? 0 : AtATime];
    private readonly T[] _visible = new T[AtATime];

    /// <summary>Some rows of a batch, valid until the next are read.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">The first row in it.</param>
    /// <param name="rows">How many rows, at most <see cref="AtATime"/>.</param>
    /// <param name="firstId">The id of the first.</param>
    /// <exception cref="WideTimeException">A time is beyond so many bits.</exception>
    public HistoryBlock<T> Read(CanonicalColumn[] batch, int start, int rows, long firstId)
    {
        for (var index = 0; index < _key.Length; index++)
        {
            _key[index] = batch[columns.Key[index]];
        }

        var entities = _entities.AsSpan(0, rows);
        var events = _events.AsSpan(0, rows);
        var known = columns.Known is null ? [] : _known.AsSpan(0, rows);
        spine.Entities.Find(_key, start, entities);
        if (!TimeReader.Read(batch[columns.Event], start, events) || (columns.Known is { } column && !TimeReader.Read(batch[column], start, known)))
        {
            throw new WideTimeException();
        }

        return new(entities, events, known, rule.Apply(entities, events, known, _visible.AsSpan(0, rows)), firstId);
    }
}
